export { ConfigError, loadConfig } from './load.ts';
export { configHelp } from './help.ts';
export type { Config } from './settings.ts';
