import { IngotError } from '../../kernel/errors.ts';
import type { PublicationId } from '../../kernel/ids.ts';
import type { Publication } from '../publication.ts';
import type { PublishingContext } from '../publishing-context.ts';
import { onBehalfOf } from './on-behalf-of.ts';

/**
 * What comes after the image is active: the machine that was cloned is given back, one that was converted is deleted. May be
 * repeated after an interruption anywhere; does nothing for a publication that is not so far.
 */
export async function finish(context: PublishingContext, id: PublicationId): Promise<void> {
  const publication = await context.store.publicationFind(id);
  if (publication?.state.status !== 'finishing') return;
  await end(context, id, await settleSource(context, publication));
}

/** Ends a publication whose source could not be settled: the image is active all the same. */
export async function finishAnyway(context: PublishingContext, id: PublicationId, why: string): Promise<void> {
  const publication = await context.store.publicationFind(id);
  if (publication?.state.status !== 'finishing') return;
  const { source } = publication;
  if ('machineId' in source) await context.machines.end(source.machineId, id);
  await end(context, id, `The image is active, but its source was not settled: ${why}`);
}

/** @returns what went otherwise than was wanted; null for nothing. */
async function settleSource({ machines }: PublishingContext, publication: Publication): Promise<string | null> {
  const { id, source, userId, createdAt } = publication;
  switch (source.kind) {
    case 'clone': {
      const { machineId, snapshot } = source;
      await machines.end(machineId, id);
      if (snapshot === null) return null;
      try {
        await machines.snapshot(onBehalfOf(publication), machineId, snapshot, createdAt);
        return null;
      } catch (error) {
        if (!(error instanceof IngotError)) throw error;
        return `The image is active, but no snapshot was taken of its source: ${error.message}`;
      }
    }
    case 'convert':
      await machines.consume(source.machineId, id, userId);
      return null;
    case 'import':
    case 'deploy':
      return null;
  }
}

function end({ store, clock }: PublishingContext, id: PublicationId, warning: string | null): Promise<void> {
  return store.transaction(async (tx) => {
    const current = await tx.publicationFind(id);
    if (current?.state.status !== 'finishing') return;
    const finishedAt = clock.now();
    await tx.publicationWrite({ ...current, warning, state: { status: 'done', finishedAt }, updatedAt: finishedAt });
  });
}
