import type { Kysely } from 'kysely';
import type { Database } from '../db/index.ts';
import { IngotError } from '../kernel/errors.ts';
import type { IdentityStore, IdentityWriter } from './identity-store.ts';
import { applicationCredentialStatements } from './sql/application-credentials.ts';
import { assignmentStatements } from './sql/assignments.ts';
import { failedLoginStatements } from './sql/failed-logins.ts';
import { domainStatements } from './sql/domains.ts';
import { projectStatements } from './sql/projects.ts';
import { revocationStatements } from './sql/revocations.ts';
import { roleStatements } from './sql/roles.ts';
import { tokenKeyStatements } from './sql/token-keys.ts';
import type { IdentityTables } from './sql/tables.ts';
import { userStatements } from './sql/users.ts';

export { identityMigrations } from './sql/migrations.ts';

/** Identities in the service's database. */
export function createIdentityStore(database: Database): IdentityStore {
  return {
    ...statements(database.tables<IdentityTables>()),
    ...failedLoginStatements(database.tables<IdentityTables>()),
    write: async <Result>(work: (writer: IdentityWriter) => Promise<Result>): Promise<Result> => {
      try {
        return await database.transaction<IdentityTables, Result>((tx) => work(statements(tx)));
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        throw new IngotError('conflict', 'Another one with this name exists already.', { cause: error });
      }
    },
  };
}

function statements(db: Kysely<IdentityTables>): IdentityWriter {
  return {
    ...domainStatements(db),
    ...projectStatements(db),
    ...userStatements(db),
    ...roleStatements(db),
    ...assignmentStatements(db),
    ...applicationCredentialStatements(db),
    ...revocationStatements(db),
    ...tokenKeyStatements(db),
  };
}

/** https://www.sqlite.org/rescode.html: SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY */
const SQLITE_UNIQUE: ReadonlySet<number> = new Set([2067, 1555]);
/** https://www.postgresql.org/docs/current/errcodes-appendix.html: unique_violation */
const POSTGRES_UNIQUE = '23505';

function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error && typeof error.errcode === 'number') return SQLITE_UNIQUE.has(error.errcode);
  return 'code' in error && error.code === POSTGRES_UNIQUE;
}
