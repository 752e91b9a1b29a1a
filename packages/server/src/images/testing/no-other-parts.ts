import type { TransactionParts } from '../image-transaction.sql.ts';

/** For image stores that are alone in their database. */
export const NO_OTHER_PARTS: TransactionParts = {
  enqueueJob: () => Promise.reject(new Error('there are no jobs here')),
  enqueueJobOnce: () => Promise.reject(new Error('there are no jobs here')),
  cancelJob: () => Promise.reject(new Error('there are no jobs here')),
  cancelFilling: () => Promise.reject(new Error('there are no jobs here')),
  shareTree: () => Promise.reject(new Error('there are no chunks here')),
  leaseHolds: () => Promise.reject(new Error('there are no chunks here')),
  limitsFind: () => Promise.reject(new Error('there are no quotas here')),
  profilesUnmet: async () => [],
  reportRequest: async () => undefined,
  freedFind: async () => null,
  dependantsFind: () => Promise.reject(new Error('there is nothing here that stands on images')),
};
