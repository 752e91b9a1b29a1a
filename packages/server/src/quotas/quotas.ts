/**
 * How much a project may have. The installation has a limit for everything that is counted; an administrator sets others
 * for one project. Whoever counts (images, volumes) compares within the transaction that adds.
 */
import { isAdmin, isReaderOf, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ProjectId } from '../kernel/ids.ts';
import type { QuotaStore } from './quota-store.ts';
import { QUOTA_RESOURCES, UNLIMITED, type QuotaLimits, type QuotaResource, type QuotaUsage } from './quota.ts';

export interface Quotas {
  /** @throws IngotError `not-found` to those who have no business in the project. */
  quotaGet(caller: Caller, project: ProjectId): Promise<QuotaReport>;
  /**
   * Sets limits; null goes back to that of the installation, what is left out stays. A limit below what is there takes
   * nothing away.
   *
   * @throws IngotError `forbidden` to everybody but administrators; `invalid`.
   */
  quotaUpdate(caller: Caller, project: ProjectId, changes: QuotaChanges): Promise<QuotaReport>;
}

export type QuotaReport = Readonly<Record<QuotaResource, QuotaLine>>;
export type QuotaChanges = Readonly<Partial<Record<QuotaResource, number | null>>>;

export interface QuotaLine {
  /** `UNLIMITED` for none. */
  readonly limit: number;
  readonly usage: number;
}

export interface QuotaParts {
  readonly store: QuotaStore;
  /** Of the installation, for this project. */
  readonly defaults: (project: ProjectId) => QuotaLimits;
  /** Everybody who counts. */
  readonly usage: readonly ((project: ProjectId) => Promise<QuotaUsage>)[];
}

export function createQuotas({ store, defaults, usage }: QuotaParts): Quotas {
  const report = async (project: ProjectId): Promise<QuotaReport> => {
    const limits = { ...defaults(project), ...(await store.quotaFind(project)) };
    const used: QuotaUsage = Object.assign({}, ...(await Promise.all(usage.map((count) => count(project)))));
    const line = (resource: QuotaResource): QuotaLine => ({ limit: limits[resource], usage: used[resource] ?? 0 });
    return {
      images: line('images'),
      imageBytes: line('imageBytes'),
      optimizedImages: line('optimizedImages'),
      volumes: line('volumes'),
      snapshots: line('snapshots'),
      volumeGib: line('volumeGib'),
      largestVolumeGib: line('largestVolumeGib'),
      machines: line('machines'),
      vcpus: line('vcpus'),
      memoryMib: line('memoryMib'),
    };
  };
  return {
    quotaGet: async (caller, project) => {
      checkSees(caller, project);
      return report(project);
    },
    quotaUpdate: async (caller, project, changes) => {
      checkSees(caller, project);
      if (!isAdmin(caller)) throw new IngotError('forbidden', 'Only administrators set quotas; ask one for more.');
      for (const resource of QUOTA_RESOURCES) checkLimit(resource, changes[resource]);
      await store.quotaWrite(project, changes);
      return report(project);
    },
  };
}

function checkSees(caller: Caller, project: ProjectId): void {
  if (isAdmin(caller) || isReaderOf(caller, project)) return;
  throw new IngotError('not-found', `No project found with ID ${project}.`);
}

function checkLimit(resource: QuotaResource, limit: number | null | undefined): void {
  if (limit === undefined || limit === null || limit === UNLIMITED) return;
  if (Number.isSafeInteger(limit) && limit >= 0) return;
  throw new IngotError('invalid', `The limit of ${resource} has to be a whole number, or ${UNLIMITED} for none.`);
}
