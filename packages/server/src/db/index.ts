export { openSqlite, type Database, type Engine } from './database.ts';
export { keysetAfter, type KeysetKey } from './keyset.ts';
export type { Migrations } from './migrations.ts';
export { openPostgres } from './postgres/postgres-database.ts';
export { countServiceSessions } from './postgres/postgres-sessions.ts';
export { lockForTransaction } from './transaction-lock.ts';
export { whyPostgresIsUnusable } from './postgres/postgres-problem.ts';
export { databaseClock } from './database-clock.ts';
export type { Signals } from './signals.ts';
