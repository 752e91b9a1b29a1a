import type { Integrity } from '@ingot/chunk-store';
import type { MaintenanceRun } from '../run.ts';
import type { RunStore } from '../run-store.ts';
import type { Storage, StoreHealth, StoragePage } from '../storage.ts';
import { requireStorekeeper } from '../storage-policy.ts';
import type { DamageStore } from './damage-store.ts';

interface IntegrityParts {
  readonly integrity: Integrity;
  readonly damage: DamageStore;
  readonly runs: RunStore;
}

/** Runs that are looked through for the last scrub that was not cut short. */
const RECENT_RUNS = 50;

type Operations = Pick<
  Storage,
  'integrityGet' | 'findingList' | 'quarantineList' | 'damagedImageList' | 'damagedDiskList'
>;

export function integrityOperations(parts: IntegrityParts): Operations {
  const { integrity, damage, runs } = parts;
  return {
    integrityGet: async (caller) => {
      requireStorekeeper(caller);
      const scrubs = (await runs.runList({ kind: 'scrub', limit: RECENT_RUNS })).filter(isScrub);
      return {
        ...(await storeHealth(parts)),
        lastScrub: scrubs.find(({ status }) => status === 'succeeded') ?? null,
        currentScrub: scrubs.find(({ finishedAt }) => finishedAt === null) ?? null,
      };
    },

    findingList: async (caller, { after, limit }) => {
      requireStorekeeper(caller);
      return page(await damage.findingList({ after, limit: limit + 1 }), limit);
    },

    quarantineList: async (caller, { after, limit }) => {
      requireStorekeeper(caller);
      return page(await integrity.quarantined({ after, limit: limit + 1 }), limit);
    },

    damagedImageList: async (caller, { after, limit }) => {
      requireStorekeeper(caller);
      return page(await damage.imageList({ after, limit: limit + 1 }), limit);
    },

    damagedDiskList: async (caller, { after, limit }) => {
      requireStorekeeper(caller);
      return page(await damage.diskList({ after, limit: limit + 1 }), limit);
    },
  };
}

/** What is known to be damaged, for whoever may ask. */
export async function storeHealth({ integrity, damage }: Omit<IntegrityParts, 'runs'>): Promise<StoreHealth> {
  const { findings, images, disks } = await damage.count();
  const quarantinedChunks = await integrity.countQuarantined();
  return { quarantinedChunks, findings, damagedImages: images, damagedDisks: disks };
}

function isScrub(run: MaintenanceRun): run is MaintenanceRun<'scrub'> {
  return run.request.kind === 'scrub';
}

function page<Item>(items: readonly Item[], limit: number): StoragePage<Item> {
  return { items: items.slice(0, limit), more: items.length > limit };
}
