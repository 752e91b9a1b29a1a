import type { Kysely, Transaction } from 'kysely';

/**
 * The same connection or transaction, with the tables of another adapter. Kysely's own `withTables` adds them to those
 * that are there, and the compiler then compares all of them wherever it is handed on, which took half of its time.
 */
export function withTables<Tables>(kysely: { readonly isTransaction: true }): Transaction<Tables>;
export function withTables<Tables>(kysely: { readonly isTransaction: boolean }): Kysely<Tables>;
export function withTables<Tables>(kysely: { readonly isTransaction: boolean }): Kysely<Tables> {
  return kysely as Kysely<Tables>;
}
