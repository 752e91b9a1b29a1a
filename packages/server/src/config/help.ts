import { environmentName, SETTINGS, SETTING_KEYS } from './settings.ts';
import type { SettingType } from './setting-types.ts';

/** The text of `--help`: every setting with its meaning, default, allowed values and environment variable. */
export function configHelp(): string {
  const lines = [
    'Usage: npm start -- [--config FILE] [--SETTING VALUE]...',
    '',
    'Settings come from the defaults, the configuration file (YAML), the environment, and options; later ones win.',
    '',
  ];
  for (const key of SETTING_KEYS) {
    const type = SETTINGS[key].type as SettingType<unknown>;
    const fallback = type.format(SETTINGS[key].default);
    lines.push(
      `  --${key}`,
      `      ${SETTINGS[key].help}`,
      `      ${type.allowed}; default ${fallback === '' ? 'none' : fallback}; ${environmentName(key)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
