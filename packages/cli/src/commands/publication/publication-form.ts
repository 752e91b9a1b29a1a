import type { ApiClient, Input } from '@ingot/client';
import type { OptionValues } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { findFlavor } from '../flavor/find-flavor.ts';
import { DESKTOP_TYPES } from '../flavor/flavor-columns.ts';
import { findPool } from '../pool/find-pool.ts';

/** For which endpoints a desktop image is. */
export const CONFIGURATION_OPTIONS = {
  configure: { kind: 'choice', choices: ['general', 'dedicated'], help: 'publication-form.configure' },
  flavor: { kind: 'text', value: 'FLAVOR', help: 'publication-form.flavor', complete: 'flavor' },
} as const;

/** What is said of everything that is published. */
export const FORM_OPTIONS = {
  pool: { kind: 'text', value: 'POOL', help: 'publication-form.pool', complete: 'pool' },
  'file-type': { kind: 'choice', choices: ['qcow2', 'vhd'], help: 'publication-form.file-type' },
  ...CONFIGURATION_OPTIONS,
  type: { kind: 'choice', choices: DESKTOP_TYPES, help: 'publication-form.type' },
  system: { kind: 'choice', choices: ['linux', 'windows'], help: 'publication-form.system' },
  profile: { kind: 'text', value: 'PROFILE', help: 'publication-form.profile' },
  'must-pass': { kind: 'flag', help: 'publication-form.must-pass' },
} as const;

type Form = Omit<Input<'post', '/api/v1/machines/{id}/convert'>['body'], 'name' | 'family' | 'held'>;

/** Stands for no profile at all. */
const NO_PROFILE = 'none';

/**
 * The form in the words of the API.
 *
 * @param project of what is published; the caller's own unless given.
 * @throws CommandError `usage`, or `notFound` for a pool or a flavor
 */
export async function formOf(
  client: ApiClient,
  options: OptionValues<typeof FORM_OPTIONS>,
  project?: string,
): Promise<Form> {
  const { pool, type, system, profile, 'file-type': fileType, 'must-pass': mustPass } = options;
  if (pool === undefined) throw new CommandError(EXIT.usage, message('usage.needs-option', { name: 'pool' }));
  const configuration = await configurationOf(client, options, project);
  return {
    poolId: (await findPool(client, pool)).id,
    mustPass,
    ...(configuration !== null && { configuration }),
    ...(fileType !== undefined && { fileType }),
    ...(type !== undefined && { imageType: type }),
    ...(system !== undefined && { osType: system }),
    ...(profile !== undefined && { profile: profile === NO_PROFILE ? null : profile }),
  };
}

/**
 * What was said of the endpoints; null for nothing.
 *
 * @param project whose flavors are meant; the caller's own unless given.
 * @throws CommandError `usage`, or `notFound` for a flavor
 */
export async function configurationOf(
  client: ApiClient,
  { configure, flavor }: OptionValues<typeof CONFIGURATION_OPTIONS>,
  project?: string,
): Promise<NonNullable<Form['configuration']> | null> {
  if (flavor === undefined) return configure === undefined ? null : { kind: configure };
  if (configure === 'general') throw new CommandError(EXIT.usage, message('publication-form.general-flavor'));
  return { kind: 'dedicated', flavor: (await findFlavor(client, flavor, project)).name };
}
