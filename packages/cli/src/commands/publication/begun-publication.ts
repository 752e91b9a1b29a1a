import type { CommandContext } from '../../command/context.ts';
import type { RecordOutput } from '../../output/output.ts';
import { publicationRecord, type Publication } from './publication-columns.ts';
import { donePublication } from './settled-publication.ts';

/** What commands that begin a publication have in common: they wait for its end unless told otherwise. */
export const NO_WAIT = { 'no-wait': { kind: 'flag', help: 'option.no-wait' } } as const;

/** Shows a publication that has begun, once it is over. @throws as `donePublication`. */
export async function begunPublication(
  begun: Publication,
  { 'no-wait': noWait }: { readonly 'no-wait': boolean },
  context: CommandContext,
): Promise<RecordOutput> {
  const { client } = await context.access();
  return publicationRecord(noWait ? begun : await donePublication(client, begun.id, context));
}
