import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { type Column, record, time } from '../../output/output.ts';
import type { Answer } from '@ingot/client';
import { findImage } from './find-image.ts';

type Deprecation = Answer<'get', '/api/v1/images/{id}/deprecation'>;

const FIELDS: readonly Column<Deprecation>[] = [
  { label: 'column.status', of: ({ state }) => state },
  { label: 'column.deprecated', of: ({ deprecatedAt }) => time(deprecatedAt) },
  { label: 'column.obsolete', of: ({ obsoleteAt }) => time(obsoleteAt) },
  { label: 'column.replacement', of: ({ replacementId }) => replacementId },
  { label: 'column.reason', of: ({ reason }) => reason },
];

export const imageDeprecate = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: {
    at: { kind: 'text', value: 'TIME', help: 'image-deprecate.at' },
    'obsolete-at': { kind: 'text', value: 'TIME', help: 'image-deprecate.obsolete-at' },
    replacement: { kind: 'text', value: 'IMAGE', help: 'image-deprecate.replacement', complete: 'image' },
    reason: { kind: 'text', value: 'TEXT', help: 'family.reason' },
    revoke: { kind: 'flag', help: 'image-deprecate.revoke' },
  },
  notes: 'image-deprecate.notes',
  run: async ({ arguments: { image: nameOrId }, options }, context) => {
    const { at, 'obsolete-at': obsoleteAt, replacement, reason, revoke } = options;
    const deprecatedAt = moment('at', at ?? 'now');
    const obsolete = obsoleteAt === undefined ? null : moment('obsolete-at', obsoleteAt);
    const { client } = await context.access();
    const path = { id: (await findImage(client, nameOrId)).id };
    if (revoke) return record(await client.call('delete', '/api/v1/images/{id}/deprecation', { path }), FIELDS);
    const replacementId = replacement === undefined ? null : (await findImage(client, replacement)).id;
    const body = { deprecatedAt, obsoleteAt: obsolete, replacementId, reason: reason ?? null };
    return record(await client.call('put', '/api/v1/images/{id}/deprecation', { path, body }), FIELDS);
  },
});

/** ISO 8601, of what was given in it or as `now`. */
function moment(name: string, text: string): string {
  const milliseconds = text === 'now' ? Date.now() : Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new CommandError(EXIT.usage, message('usage.time', { name, value: text }));
  return new Date(milliseconds).toISOString();
}
