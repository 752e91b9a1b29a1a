export { ConfigError, loadConfig } from './load.ts';
export { configHelp } from './help.ts';
export { readSecretFile } from './secret-file.ts';
export type { Config } from './settings.ts';
