import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { EXIT } from './command/failure.ts';
import { runProgram } from './program.ts';
import { terminalInput } from './terminal-input.ts';
import { hasSystemCode } from './system-error.ts';

/** The process: all that `ingot` takes from outside enters here, the environment too. The only file that touches it. */
function main(): Promise<number> {
  const { stdin, stdout, stderr, env, argv } = process;
  return runProgram({
    words: argv.slice(2),
    surroundings: { environment: env, home: homedir(), directory: process.cwd() },
    paper: {
      write: writerTo(stdout),
      // A terminal that nobody has told its size, as in some containers, says 0.
      width: stdout.isTTY ? stdout.columns || 80 : Infinity,
      colors: stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    },
    screen: stderr,
    input: (t) => terminalInput(stdin, stderr, t),
    signal: stopSignal(),
    version: version(),
  });
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}

/** How long the same Ctrl-C can keep arriving: a terminal signals the whole group, and npx and an older Node pass it on. */
const ECHO_MS = 1000;

/** Aborted by the first signal, so that what was begun is taken back; another one, later than an echo, ends at once. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const received = (): void => {
    if (stop.signal.aborted) return;
    stop.abort();
    setTimeout(() => {
      for (const signal of signals) process.off(signal, received);
    }, ECHO_MS).unref();
  };
  for (const signal of signals) process.on(signal, received);
  return stop.signal;
}

/** Resolves when a text is written. `ingot image list | head` closes the pipe: nothing is wrong then. */
function writerTo(stream: NodeJS.WriteStream): (text: string) => Promise<void> {
  return (text) =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => {
        if (!error) resolve();
        else if (hasSystemCode(error, 'EPIPE')) process.exit(EXIT.done);
        else reject(error);
      });
    });
}

// Whoever writes the answer is told. Where nobody reads how it goes any more, what was begun is done all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.exitCode = await main();
