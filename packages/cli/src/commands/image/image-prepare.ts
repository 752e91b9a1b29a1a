import type { Answer, ApiClient } from '@ingot/client';
import { ASKED_FOR_MENDS, MENDS } from '@ingot/inspector';
import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { waitUntil } from '../../command/wait.ts';
import { languageOf } from '../../messages/language.ts';
import { message, type PlainKey } from '../../messages/message.ts';
import type { RecordOutput } from '../../output/output.ts';
import { findImage } from './find-image.ts';
import { doneReport, reportFields, type Report } from './report-fields.ts';

type Preparation = Answer<'get', '/api/v1/preparations/{id}'>;
type Fields = RecordOutput['fields'];

const UNDER_WAY: ReadonlySet<Preparation['status']> = new Set(['waiting', 'running']);

export const imagePrepare = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: {
    name: { kind: 'text', value: 'NAME', help: 'image-prepare.name' },
    keep: { kind: 'texts', value: 'WHAT', help: 'image-prepare.keep' },
    also: { kind: 'texts', value: 'WHAT', help: 'image-prepare.also' },
    profile: { kind: 'texts', value: 'PROFILE', help: 'image-prepare.profile' },
    'dry-run': { kind: 'flag', help: 'image-prepare.dry-run' },
  },
  notes: 'image-prepare.notes',
  run: async ({ arguments: { image: nameOrId }, options }, context) => {
    const { name, profile, 'dry-run': trial } = options;
    if (name === undefined && !trial) throw new CommandError(EXIT.usage, message('image-prepare.no-name'));
    const body = {
      keep: mendsOf(options.keep, MENDS),
      also: mendsOf(options.also, ASKED_FOR_MENDS),
      trial,
      ...(name !== undefined && { name }),
      ...(profile.length > 0 && { profiles: [...profile] }),
    };
    const { client } = await context.access();
    const image = await findImage(client, nameOrId);
    const meter = context.progress.begin(message('progress.making-copy', { name: image.name ?? image.id }), null);
    try {
      const { id } = await client.call('post', '/api/v1/images/{id}/prepare', { path: { id: image.id }, body });
      const preparation = await donePreparation(client, id, image.id, context.signal);
      const { reportId } = preparation;
      const report = reportId === null ? null : await doneReport(client, reportId, context.signal);
      const judged = report === null ? [] : reportFields(report, languageOf(context.surroundings.environment));
      return preparationRecord(
        { ...preparation, report },
        judged.map(([label, cell]) => ({ label: { name: label }, cell })),
      );
    } finally {
      meter.end();
    }
  },
});

/** Several may stand in one word, with commas. @throws CommandError */
function mendsOf<Mend extends string>(words: readonly string[], known: readonly Mend[]): Mend[] {
  return words
    .flatMap((word) => word.split(','))
    .map((word) => {
      const mend = known.find((each) => each === word);
      if (mend !== undefined) return mend;
      const list = known.join(', ');
      throw new CommandError(EXIT.usage, message('image-prepare.not-known', { what: word, known: list }));
    });
}

/** @throws CommandError where it comes to nothing */
async function donePreparation(
  client: ApiClient,
  id: string,
  imageId: string,
  signal: AbortSignal,
): Promise<Preparation> {
  const preparation = await waitUntil(
    () => client.call('get', '/api/v1/preparations/{id}', { path: { id } }),
    ({ status }) => !UNDER_WAY.has(status),
    signal,
  );
  if (preparation.status === 'done') return preparation;
  const reason = preparation.failure ?? preparation.status;
  throw new CommandError(EXIT.failed, message('image-prepare.failed', { id: imageId, reason }));
}

const CHANGED: Readonly<Record<Preparation['changes'][number]['action'], PlainKey>> = {
  empty: 'image-prepare.emptied',
  remove: 'image-prepare.removed',
  'remove-directory': 'image-prepare.removed',
  link: 'image-prepare.linked',
};

const LEFT: Readonly<Record<Preparation['left'][number]['because'], PlainKey>> = {
  link: 'image-prepare.left-link',
  name: 'image-prepare.left-name',
  'file-system': 'image-prepare.left-file-system',
  mount: 'image-prepare.left-mount',
  'too-much': 'image-prepare.left-too-much',
  unreadable: 'image-prepare.left-unreadable',
  failed: 'image-prepare.left-failed',
};

/** What was changed, what was not and why, and then what the copy is judged to be, with what is left to be done. */
function preparationRecord(prepared: Preparation & { readonly report: Report | null }, judged: Fields): RecordOutput {
  const { sourceId, imageId, changes, changeCount, left } = prepared;
  return {
    kind: 'record',
    json: prepared,
    fields: [
      { label: { key: 'column.image-id' }, cell: imageId },
      { label: { key: 'image-prepare.source' }, cell: sourceId },
      { label: { key: 'image-prepare.changes' }, cell: changeCount },
      ...changes.map(({ action, path, mend }) => ({ label: { key: CHANGED[action] }, cell: `${path} (${mend})` })),
      ...left.map(({ because, path, mend, detail }) => ({
        label: { key: LEFT[because] },
        cell: detail === null ? `${path} (${mend})` : `${path} (${mend}): ${detail}`,
      })),
      ...judged,
    ],
  };
}
