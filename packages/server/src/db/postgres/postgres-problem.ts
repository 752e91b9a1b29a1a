import { sql } from 'kysely';
import { DatabaseError } from 'pg';
import type { Database } from '../database.ts';

/** Why a database cannot be used, as the end of a sentence that began with its address. */
export interface PostgresProblem {
  readonly sentence: string;
  readonly cause?: unknown;
}

/** The oldest that our statements were tried with. */
const OLDEST_VERSION = 13;

interface Facts {
  version: number;
  encoding: string;
  commit: string;
  standby: boolean;
  schema: string | null;
  creates: boolean;
}

/** Asks the server whether everything is there that a start needs; null when it is. */
export async function whyPostgresIsUnusable(database: Database): Promise<PostgresProblem | null> {
  let facts: Facts | undefined;
  try {
    const { rows } = await sql<Facts>`
      select current_setting('server_version_num')::integer / 10000 as version,
             current_setting('server_encoding') as encoding,
             current_setting('synchronous_commit') as commit,
             pg_is_in_recovery() as standby,
             current_schema() as schema,
             coalesce(has_schema_privilege(current_schema(), 'create'), false) as creates`.execute(database.tables());
    [facts] = rows;
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    return { sentence: connectionProblem(cause), cause };
  }
  const sentence = facts && unfit(facts);
  return sentence === null || sentence === undefined ? null : { sentence };
}

function unfit({ version, encoding, commit, standby, schema, creates }: Facts): string | null {
  if (version < OLDEST_VERSION) return `that is PostgreSQL ${version}; it takes ${OLDEST_VERSION} or a newer one.`;
  if (encoding !== 'UTF8') return `that database has the encoding ${encoding}; make one with --encoding=UTF8.`;
  if (standby) return 'that server is a standby, which only reads; take the address of the primary one.';
  if (commit === 'off') {
    return 'its synchronous_commit is off, and it would forget uploads that were acknowledged; set it to on.';
  }
  if (!creates) {
    return `its user may not create tables${schema === null ? '' : ` in the schema ${schema}`}; make it the owner of the database.`;
  }
  return null;
}

/** SQLSTATE, or the system's word → what is wrong. */
const CONNECTION_PROBLEMS: Readonly<Record<string, string>> = {
  '28P01': 'the password is wrong or the user is unknown.',
  '28000': 'the server does not let this user in from here; see its pg_hba.conf.',
  '3D000': 'there is no such database; create it with createdb --encoding=UTF8.',
  '53300': 'the server has no connection left; lower database.connections or raise its max_connections.',
  '57P03': 'the server is just starting or stopping; start Ingot again when it runs.',
  ECONNREFUSED: 'nothing listens there; is PostgreSQL running?',
  ENOENT: 'there is no such socket; is PostgreSQL running?',
  ENOTFOUND: 'the name of its host is not known.',
  EAI_AGAIN: 'the name of its host cannot be looked up now.',
  ETIMEDOUT: 'nothing answers there.',
  EHOSTUNREACH: 'there is no way to that host.',
};

function connectionProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = CONNECTION_PROBLEMS[code];
  if (known !== undefined) return known;
  const message = error instanceof Error ? error.message : String(error);
  if (/password must be a (non-empty )?string/.test(message)) {
    return 'the server wants a password; give it there, in PGPASSWORD, or in a file that PGPASSFILE names.';
  }
  return error instanceof DatabaseError ? `the server refused: ${message}` : `it cannot be reached: ${message}`;
}
