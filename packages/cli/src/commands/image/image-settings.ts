import type { OptionSpecs, OptionValues } from '../../command/command.ts';

const VISIBILITIES = ['private', 'shared', 'community', 'public'] as const;

/** What can be said of an image when it is made, and changed later. */
export const IMAGE_SETTINGS = {
  visibility: { kind: 'choice', choices: VISIBILITIES, help: 'image-settings.visibility' },
  property: { kind: 'pairs', value: 'KEY=VALUE', help: 'image-settings.property' },
  'min-disk': { kind: 'integer', value: 'GB', help: 'image-settings.min-disk' },
  'min-ram': { kind: 'integer', value: 'MB', help: 'image-settings.min-ram' },
  protected: { kind: 'flag', help: 'image-settings.protected' },
  hidden: { kind: 'flag', help: 'image-settings.hidden' },
} as const satisfies OptionSpecs;

/** The settings that were given, by their names in the Image API. Properties are members like the others. */
export function settingsOf(options: OptionValues<typeof IMAGE_SETTINGS>): Readonly<Record<string, unknown>> {
  return {
    ...options.property,
    ...(options.visibility !== undefined && { visibility: options.visibility }),
    ...(options['min-disk'] !== undefined && { min_disk: options['min-disk'] }),
    ...(options['min-ram'] !== undefined && { min_ram: options['min-ram'] }),
    ...(options.protected && { protected: true }),
    ...(options.hidden && { os_hidden: true }),
  };
}
