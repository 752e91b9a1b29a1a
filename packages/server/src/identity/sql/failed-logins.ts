import { sql, type Kysely } from 'kysely';
import type { FailedLogins } from '../failed-logins.ts';
import type { IdentityTables } from './tables.ts';

export function failedLoginStatements(db: Kysely<IdentityTables>): FailedLogins {
  return {
    failedLoginGet: async (subject) => {
      const row = await db
        .selectFrom('identity_failed_login')
        .selectAll()
        .where('subject', '=', subject)
        .executeTakeFirst();
      return row === undefined ? null : { failures: row.failures, failedAt: row.failed_at };
    },
    failedLoginAdd: async (subject, now, forgottenSince) => {
      await db
        .insertInto('identity_failed_login')
        .values({ subject, failures: 1, failed_at: now })
        .onConflict((conflict) =>
          conflict.column('subject').doUpdateSet({
            failures: sql<number>`case when identity_failed_login.failed_at <= ${forgottenSince}
              then 1 else identity_failed_login.failures + 1 end`,
            failed_at: now,
          }),
        )
        .execute();
      await db.deleteFrom('identity_failed_login').where('failed_at', '<=', forgottenSince).execute();
    },
    failedLoginForget: async (subject) => {
      await db.deleteFrom('identity_failed_login').where('subject', '=', subject).execute();
    },
  };
}
