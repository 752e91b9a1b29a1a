import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { environmentName, SETTINGS, SETTING_KEYS, type Config, type SettingKey } from './settings.ts';
import type { SettingType } from './setting-types.ts';

/** A configuration that cannot be used; the message is one sentence for the person who wrote it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export interface ConfigSources {
  /** Command-line arguments without node and the script. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export type Loaded = { readonly help: true } | { readonly help: false; readonly config: Config };

/**
 * Reads the configuration: defaults, then the file (`--config FILE` or `INGOT_CONFIG`, YAML), then the environment, then
 * flags (`--key VALUE` or `--key=VALUE`). Later ones win.
 *
 * @throws ConfigError naming key, value and what is allowed.
 */
export function loadConfig(sources: ConfigSources): Loaded {
  const flags = parseFlags(sources.args);
  if (flags.help) return { help: true };
  const file = flags.configFile ?? sources.environment['INGOT_CONFIG'];
  const fromFile = file === undefined ? new Map<SettingKey, Given>() : readFile(file);
  const config: Record<string, unknown> = {};
  for (const key of SETTING_KEYS) {
    const variable = environmentName(key);
    const fromEnvironment = sources.environment[variable];
    const given =
      flags.values.get(key) ??
      (fromEnvironment === undefined
        ? undefined
        : { text: fromEnvironment, where: `the environment variable ${variable}` }) ??
      fromFile.get(key);
    config[key] = given === undefined ? SETTINGS[key].default : parseValue(key, given);
  }
  refuseUnknownVariables(sources.environment);
  refuseHalfConfigured(config as Config);
  return { help: false, config: config as Config };
}

/** What another setting makes necessary. */
function refuseHalfConfigured(config: Config): void {
  if (config['identity.provider'] !== 'keystone') return;
  for (const key of ['identity.keystone.url', 'identity.keystone.password-file'] as const) {
    if (config[key] !== '') continue;
    throw new ConfigError(`identity.provider is "keystone", which needs ${key}: ${SETTINGS[key].help}.`);
  }
}

interface Given {
  readonly text: string;
  readonly where: string;
}

function parseValue(key: SettingKey, given: Given): unknown {
  const type: SettingType<unknown> = SETTINGS[key].type;
  const value = type.parse(given.text);
  if (value === null) {
    const what = type.secret ? 'something else' : `"${given.text}"`;
    throw new ConfigError(`${key} is ${what} in ${given.where}, but must be ${type.allowed}.`);
  }
  return value;
}

function parseFlags(args: readonly string[]): { help: boolean; configFile?: string; values: Map<SettingKey, Given> } {
  const values = new Map<SettingKey, Given>();
  let configFile: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? '';
    if (argument === '--help' || argument === '-h') return { help: true, values };
    const match = /^--([a-z][a-z0-9.-]*)(?:=(.*))?$/s.exec(argument);
    const name = match?.[1];
    if (name === undefined || (name !== 'config' && !isSettingKey(name))) {
      throw new ConfigError(`${argument} is not an option of Ingot; --help lists them.`);
    }
    const value = match?.[2] ?? args[++i];
    if (value === undefined) throw new ConfigError(`--${name} needs a value.`);
    if (isSettingKey(name)) values.set(name, { text: value, where: `the option --${name}` });
    else configFile = value;
  }
  return configFile === undefined ? { help: false, values } : { help: false, configFile, values };
}

function readFile(path: string): Map<SettingKey, Given> {
  let document: unknown;
  try {
    document = parseYaml(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ConfigError(
      `The configuration file ${path} cannot be read: ${cause instanceof Error ? cause.message : ''}`,
      {
        cause,
      },
    );
  }
  const values = new Map<SettingKey, Given>();
  for (const [key, value] of flatten(document, '')) {
    if (!isSettingKey(key)) throw new ConfigError(`${key} in ${path} is not a setting of Ingot; --help lists them.`);
    values.set(key, { text: value, where: path });
  }
  return values;
}

/** `images: {max-size: 1GiB}` and `images.max-size: 1GiB` are the same. */
function* flatten(node: unknown, prefix: string): Generator<[string, string]> {
  if (node === null || node === undefined) return;
  if (Array.isArray(node)) yield [prefix, node.map(String).join(',')];
  else if (typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) yield* flatten(value, prefix === '' ? key : `${prefix}.${key}`);
  } else if (typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean')
    yield [prefix, String(node)];
}

function isSettingKey(name: string): name is SettingKey {
  return Object.hasOwn(SETTINGS, name);
}

/** A mistyped variable that is silently ignored costs an evening; ours are recognised by their prefix. */
function refuseUnknownVariables(environment: ConfigSources['environment']): void {
  const known = new Set([...SETTING_KEYS.map(environmentName), 'INGOT_CONFIG']);
  for (const name of Object.keys(environment)) {
    if (name.startsWith('INGOT_') && !known.has(name) && !name.startsWith('INGOT_TEST_')) {
      throw new ConfigError(`The environment variable ${name} is not a setting of Ingot; --help lists them.`);
    }
  }
}
