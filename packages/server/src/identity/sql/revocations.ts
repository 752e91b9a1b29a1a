import type { Kysely } from 'kysely';
import type { IdentityWriter } from '../identity-store.ts';
import type { IdentityTables } from './tables.ts';

type Statements = Pick<IdentityWriter, 'isRevoked' | 'revocationInsert' | 'revocationPurge'>;

export function revocationStatements(db: Kysely<IdentityTables>): Statements {
  return {
    isRevoked: async (auditId) => {
      const row = await db
        .selectFrom('identity_revocation')
        .select('audit_id')
        .where('audit_id', '=', auditId)
        .executeTakeFirst();
      return row !== undefined;
    },
    revocationInsert: async (auditId, expiresAt) => {
      await db
        .insertInto('identity_revocation')
        .values({ audit_id: auditId, expires_at: expiresAt })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    revocationPurge: async (time) => {
      await db.deleteFrom('identity_revocation').where('expires_at', '<=', time).execute();
    },
  };
}
