import type { QuotaLine, QuotaReport } from '../../../quotas/index.ts';

/** What Nova counts, of what is counted here. */
export interface ServerQuota {
  readonly instances: QuotaLine;
  readonly cores: QuotaLine;
  /** MiB. */
  readonly ram: QuotaLine;
}

export function serverQuota({ machines, vcpus, memoryMib }: QuotaReport): ServerQuota {
  return { instances: machines, cores: vcpus, ram: memoryMib };
}
