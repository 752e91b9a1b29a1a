import type { Kysely } from 'kysely';
import type { Database, Migrations } from '../db/index.ts';
import type { Caller } from '../kernel/caller.ts';
import type { MachineId } from '../kernel/ids.ts';
import type { ConsoleStore } from './console-store.ts';

interface TicketTable {
  digest: string;
  machine_id: MachineId;
  /** JSON of a `Caller`, its roles as a list. */
  caller: string;
  expires_at: number;
}

type ConsoleTables = {
  console_ticket: TicketTable;
};

export const consoleMigrations: Migrations = {
  '0042-console-tickets': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('console_ticket')
        .addColumn('digest', 'text', (column) => column.primaryKey())
        .addColumn('machine_id', 'text', (column) => column.notNull())
        .addColumn('caller', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
      await schema.createIndex('console_ticket_machine').on('console_ticket').column('machine_id').execute();
      await schema.createIndex('console_ticket_expiry').on('console_ticket').column('expires_at').execute();
    },
  },
};

export function createSqlConsoleStore(database: Database): ConsoleStore {
  return {
    ticketAdd: ({ digest, machineId, caller, expiresAt }, now, most) =>
      database.transaction<ConsoleTables, boolean>(async (tx) => {
        await tx.deleteFrom('console_ticket').where('expires_at', '<=', now).execute();
        const unused = tx.selectFrom('console_ticket').where('machine_id', '=', machineId);
        const { count } = await unused.select((all) => all.fn.countAll().as('count')).executeTakeFirstOrThrow();
        if (Number(count) >= most) return false;
        const row = { digest, machine_id: machineId, caller: writeCaller(caller), expires_at: expiresAt };
        await tx.insertInto('console_ticket').values(row).execute();
        return true;
      }),

    ticketTake: async (digest, now) => {
      const row = await database
        .tables<ConsoleTables>()
        .deleteFrom('console_ticket')
        .where('digest', '=', digest)
        .returningAll()
        .executeTakeFirst();
      if (!row || row.expires_at <= now) return null;
      return { digest, machineId: row.machine_id, caller: readCaller(row.caller), expiresAt: row.expires_at };
    },
  };
}

type WrittenCaller = Omit<Caller, 'roles'> & { readonly roles: readonly string[] };

function writeCaller(caller: Caller): string {
  return JSON.stringify({ ...caller, roles: [...caller.roles] } satisfies WrittenCaller);
}

/** Written by `writeCaller`, and by nobody else. */
function readCaller(json: string): Caller {
  const { roles, ...caller } = JSON.parse(json) as WrittenCaller;
  return { ...caller, roles: new Set(roles) };
}
