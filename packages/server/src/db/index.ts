export { openSqlite, type Database } from './database.ts';
export type { Migrations } from './migrations.ts';
