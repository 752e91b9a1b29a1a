import { ConfigError, configHelp, loadConfig } from './config/index.ts';
import { trustExactImports } from './exact-imports.ts';

/**
 * The process: reads the configuration, starts the service, stops it on a signal. The only file that touches the
 * environment.
 *
 * Exit status: 0 stopped, 1 failed, 2 the configuration cannot be used.
 */
async function main(): Promise<number> {
  // Tenants' disks and the hashes of their passwords, also in a directory that others may look into.
  process.umask(process.umask() | OTHERS);
  const [command, ...rest] = process.argv.slice(2);
  if (command === REBUILD) return rebuild(rest);
  const loaded = loadConfig({ args: process.argv.slice(2), environment: process.env });
  if (loaded.help) {
    process.stdout.write(configHelp());
    return 0;
  }
  const stopping = firstSignal(['SIGTERM', 'SIGINT', 'SIGHUP']);
  // Whoever only asks for help, or mistyped a setting, does not wait for everything else to load.
  trustExactImports();
  const { startService } = await import('./service.ts');
  const service = await startService(loaded.config);
  process.stdout.write(service.greeting);
  const signal = await stopping;
  await service.stop(signal);
  return 0;
}

/** What neither the owner of a file nor his group may do with it. */
const OTHERS = 0o007;
const REBUILD = 'rebuild-store';
const DRY_RUN = '--dry-run';

/** `rebuild-store [--dry-run] [settings]`: for when the database is gone. */
async function rebuild(args: readonly string[]): Promise<number> {
  const settings = args.filter((argument) => argument !== DRY_RUN);
  const loaded = loadConfig({ args: settings, environment: process.env });
  if (loaded.help) {
    process.stdout.write(
      `${REBUILD} [${DRY_RUN}] [settings]: makes the database anew from the packs.\n\n${configHelp()}`,
    );
    return 0;
  }
  const stop = new AbortController();
  void abortOnSignal(stop);
  const { rebuildStore } = await import('./rebuild-command.ts');
  await rebuildStore(loaded.config, { dryRun: args.includes(DRY_RUN), print, signal: stop.signal });
  return 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function abortOnSignal(stop: AbortController): Promise<void> {
  const signal = await firstSignal(['SIGTERM', 'SIGINT', 'SIGHUP']);
  stop.abort(new ConfigError(`Stopped by ${signal}; the same command goes on where this one has stopped.`));
}

/** How long the same Ctrl-C can keep arriving: a terminal signals the whole group, and npm passes the signal on. */
const ECHO_MS = 1000;

/** The first of these signals; another one, later than an echo, ends the process the hard way. */
function firstSignal(signals: readonly NodeJS.Signals[]): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const received = (signal: NodeJS.Signals): void => {
      resolve(signal);
      setTimeout(() => {
        for (const name of signals) process.off(name, received);
      }, ECHO_MS).unref();
    };
    for (const signal of signals) process.on(signal, received);
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  const told = error instanceof ConfigError ? error.message : error;
  process.stderr.write(`${told instanceof Error ? (told.stack ?? told.message) : String(told)}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}
