import { isAdmin, type Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import { newImagePoolId } from '../../kernel/ids.ts';
import { requireAdmin } from '../../kernel/project-owned.ts';
import { findPool, requireRole } from '../access.ts';
import type { ImagePools, PoolRevision, PoolWithUsage } from '../publishing.ts';
import type { PublishingContext } from '../publishing-context.ts';
import type { ImagePool, PoolPlace } from './image-pool.ts';

/** Letters, digits and what is usual in names; it stands in commands and pages. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u;
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Safe characters of keys ("Creating object key names"), and no empty step. */
const PREFIX = /^(?:[A-Za-z0-9!_.*'()-]+\/)*$/;

export function poolOperations(context: Pick<PublishingContext, 'store' | 'openPool' | 'clock' | 'log'>): ImagePools {
  const { store, openPool, clock, log } = context;

  const shown = async (caller: Caller, pool: ImagePool): Promise<PoolWithUsage> => ({
    pool: { ...pool, place: isAdmin(caller) ? pool.place : null },
    usage: await store.poolUsage(pool.id),
  });

  return {
    poolCreate: async (caller, { name, description = null, place }) => {
      requireAdmin(caller);
      checkRevision({ name, description });
      checkPlace(place);
      const now = clock.now();
      const pool: ImagePool = { id: newImagePoolId(), name, description, place, createdAt: now, updatedAt: now };
      // The record first: a place that is claimed without one would be nobody's.
      await store.transaction((tx) => tx.poolInsert(pool));
      const storage = openPool(pool.id, place);
      try {
        await storage.claim();
        await storage.check();
      } catch (error) {
        await storage.release().catch((cause: unknown) => {
          log.warn({ pool: pool.id, err: cause }, 'a place that is no good for an image pool could not be given up');
        });
        await store.transaction((tx) => tx.poolDelete(pool.id));
        throw error;
      }
      return shown(caller, pool);
    },

    poolGet: async (caller, id) => {
      requireRole(caller);
      return shown(caller, await findPool(store, id));
    },

    poolList: async (caller, { after, limit }) => {
      requireRole(caller);
      const found = await store.poolList({ after, limit: limit + 1 });
      const items = await Promise.all(found.slice(0, limit).map((pool) => shown(caller, pool)));
      return { items, more: found.length > limit };
    },

    poolUpdate: async (caller, id, revision) => {
      requireAdmin(caller);
      checkRevision(revision);
      const updated = await store.transaction(async (tx) => {
        const pool = await findPool(tx, id);
        const { name = pool.name, description = pool.description } = revision;
        const revised = { ...pool, name, description, updatedAt: clock.now() };
        await tx.poolWrite(revised);
        return revised;
      });
      return shown(caller, updated);
    },

    poolCheck: async (caller, id) => {
      requireAdmin(caller);
      const { place } = await findPool(store, id);
      try {
        return { ...(await openPool(id, place).check()), problem: null, checkedAt: clock.now() };
      } catch (error) {
        if (!(error instanceof IngotError)) throw error;
        return { total: null, free: null, problem: error.message, checkedAt: clock.now() };
      }
    },

    poolDelete: async (caller, id) => {
      requireAdmin(caller);
      const pool = await store.transaction(async (tx) => {
        const found = await findPool(tx, id);
        const [used] = await tx.artefactsIn(id, 1);
        if (used) {
          const { imageId } = used;
          throw new IngotError(
            'conflict',
            `Files of desktop images are in image pool ${found.name}, of ${imageId} for one: delete those first.`,
          );
        }
        await tx.poolDelete(id);
        return found;
      });
      try {
        await openPool(id, pool.place).release();
      } catch (error) {
        // The place may be gone, which is a reason to delete the pool. A mark that stays names a pool that is no more.
        log.warn({ pool: id, err: error }, 'the place of an image pool could not be given up');
      }
    },
  };
}

/** @throws `invalid`. */
function checkRevision({ name, description }: PoolRevision): void {
  if (name !== undefined && !NAME.test(name)) {
    throw new IngotError(
      'invalid',
      `${name} is no name of an image pool: 1 to 63 letters, digits, spaces, dots, dashes and underscores are.`,
    );
  }
  if (description !== undefined && description !== null && description.length > 255) {
    throw new IngotError('invalid', 'A description has 255 characters at most.');
  }
}

/** @throws `invalid`; what a directory is, the storage sees. */
function checkPlace(place: PoolPlace): void {
  if (place.kind === 'directory') return;
  if (!BUCKET.test(place.bucket)) throw new IngotError('invalid', `${place.bucket} is no name of a bucket.`);
  const steps = place.prefix.split('/');
  if (!PREFIX.test(place.prefix) || steps.includes('..') || steps.includes('.') || place.prefix.length > 512) {
    throw new IngotError(
      'invalid',
      `${place.prefix} is no prefix: it is empty, or steps of plain letters that end with /.`,
    );
  }
}
