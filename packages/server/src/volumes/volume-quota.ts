import { isAdmin, isReaderOf } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ProjectId } from '../kernel/ids.ts';
import { requireAdmin } from '../kernel/project-owned.ts';
import type { VolumeContext } from './volume-context.ts';
import type { VolumeTransaction } from './volume-store.ts';
import type { VolumeLimits, VolumeQuota, Volumes, VolumeUsage } from './volumes.ts';

type Quotas = Pick<Volumes, 'quotaGet' | 'quotaSet' | 'quotaReset' | 'quotaDefaults'>;

/** Where a limit is this, there is none. */
const UNLIMITED = -1;

/** What projects have, and may have. */
export function quotaOperations({ store, settings, limitsSet }: VolumeContext): Quotas {
  const quotaOf = async (project: ProjectId): Promise<VolumeQuota> => ({
    limits: await store.limitsFind(project),
    usage: await store.usageFind(project),
  });
  return {
    quotaGet: async (caller, project) => {
      if (!isAdmin(caller) && !isReaderOf(caller, project)) {
        throw new IngotError('forbidden', 'Only administrators may see the quota of another project.');
      }
      return quotaOf(project);
    },
    quotaSet: async (caller, project, limits) => {
      requireAdmin(caller);
      for (const [name, limit] of Object.entries(limits)) {
        if (!Number.isSafeInteger(limit) || limit < UNLIMITED) {
          throw new IngotError('invalid', `The limit ${name} must be a whole number from 0, or ${UNLIMITED} for none.`);
        }
      }
      await limitsSet(project, limits);
      return quotaOf(project);
    },
    quotaReset: async (caller, project) => {
      requireAdmin(caller);
      await limitsSet(project, { volumes: null, snapshots: null, gigabytes: null, perVolumeGigabytes: null });
    },
    quotaDefaults: () => settings.limits,
  };
}

/** Adds to the counters of a project. @throws `quota-exceeded` when that would bring one above what it may be. */
export async function takeQuota(tx: VolumeTransaction, project: ProjectId, usage: Partial<VolumeUsage>): Promise<void> {
  const limits = await tx.limitsFind(project);
  if (await tx.usageAdd(project, usage, limits)) return;
  throw new IngotError(
    'quota-exceeded',
    `Project ${project} may have ${amount(limits.volumes)} volumes, ${amount(limits.snapshots)} snapshots, and ` +
      `${amount(limits.gigabytes)} GiB in both. Delete some that are no longer needed, or ask an administrator for more.`,
  );
}

/** Checks that one volume may be so large. @throws `too-large`. */
export async function checkVolumeSize(tx: VolumeTransaction, project: ProjectId, sizeGib: number): Promise<void> {
  const { perVolumeGigabytes } = await tx.limitsFind(project);
  if (perVolumeGigabytes === UNLIMITED || sizeGib <= perVolumeGigabytes) return;
  throw new IngotError('too-large', `A volume of project ${project} may have at most ${perVolumeGigabytes} GiB.`);
}

export function negated(usage: Partial<VolumeUsage>): Partial<VolumeUsage> {
  return Object.fromEntries(Object.entries(usage).map(([counter, value]) => [counter, -value]));
}

function amount(limit: VolumeLimits[keyof VolumeLimits]): string {
  return limit === UNLIMITED ? 'any number of' : String(limit);
}
