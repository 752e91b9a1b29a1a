export * from './quota.ts';
export * from './quotas.ts';
