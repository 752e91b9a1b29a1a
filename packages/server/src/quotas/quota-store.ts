import type { ProjectId } from '../kernel/ids.ts';
import type { QuotaOverrides, QuotaResource } from './quota.ts';

/** Where the limits are kept that differ from those of the installation. */
export interface QuotaStore {
  quotaFind(project: ProjectId): Promise<QuotaOverrides>;
  /** Sets some limits; null takes one back. All of it or nothing. */
  quotaWrite(project: ProjectId, changes: Readonly<Partial<Record<QuotaResource, number | null>>>): Promise<void>;
}
