export * from './quota.ts';
export * from './quotas.ts';
export type { QuotaStore } from './quota-store.ts';
