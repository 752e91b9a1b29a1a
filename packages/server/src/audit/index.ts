export { encodeAuditPlace, parseAuditPlace, type AuditEntry } from './audit-entry.ts';
export { createAuditLog, type AuditLog } from './audit-log.ts';
export type { AuditStore } from './audit-store.ts';
export { createAuditRetention } from './audit-retention.ts';
export { createAuditWriter, type AuditWriter } from './audit-writer.ts';
