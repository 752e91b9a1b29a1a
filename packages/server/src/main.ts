import { ConfigError, configHelp, loadConfig } from './config/index.ts';
import { startService } from './service.ts';

/**
 * The process: reads the configuration, starts the service, stops it on a signal. The only file that touches the
 * environment.
 *
 * Exit status: 0 stopped, 1 failed, 2 the configuration cannot be used.
 */
async function main(): Promise<number> {
  const loaded = loadConfig({ args: process.argv.slice(2), environment: process.env });
  if (loaded.help) {
    process.stdout.write(configHelp());
    return 0;
  }
  const stopping = firstSignal(['SIGTERM', 'SIGINT', 'SIGHUP']);
  const service = await startService(loaded.config);
  process.stdout.write(service.greeting);
  const signal = await stopping;
  await service.stop(signal);
  return 0;
}

/** The first of these signals; a second one ends the process the hard way. */
function firstSignal(signals: readonly NodeJS.Signals[]): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, resolve);
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  const told = error instanceof ConfigError ? error.message : error;
  process.stderr.write(`${told instanceof Error ? (told.stack ?? told.message) : String(told)}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}
