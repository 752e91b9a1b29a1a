import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { EXIT } from './command/failure.ts';
import { runProgram } from './program.ts';
import { terminalInput } from './terminal-input.ts';

/** The process: all that `ingot` takes from outside enters here, the environment too. The only file that touches it. */
function main(): Promise<number> {
  const { stdin, stdout, stderr, env, argv } = process;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  return runProgram({
    words: argv.slice(2),
    surroundings: { environment: env, home: homedir(), directory: process.cwd() },
    paper: {
      write: async (text) => {
        if (!stdout.write(text)) await once(stdout, 'drain');
      },
      width: stdout.isTTY ? stdout.columns : Infinity,
      colors: stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    },
    screen: stderr,
    input: (t) => terminalInput(stdin, stderr, t),
    signal: stop.signal,
    version: version(),
  });
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}

// `ingot image list | head` closes the pipe: nothing is wrong then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.done);
});
process.exitCode = await main();
