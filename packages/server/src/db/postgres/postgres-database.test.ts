import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startPostgres, type Postgres } from '@ingot/judges';
import { sql, type Kysely } from 'kysely';
import { hasCode } from '../../kernel/errors.ts';
import { databaseClock } from '../database-clock.ts';
import type { Database } from '../database.ts';
import type { Migrations } from '../migrations.ts';
import { openPostgres } from './postgres-database.ts';
import { countServiceSessions } from './postgres-sessions.ts';
import { whyPostgresIsUnusable } from './postgres-problem.ts';

interface Tables {
  account: { name: string; amount: number };
}

const migrations: Migrations = {
  '0001-accounts': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('account')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('amount', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
};

describe('a PostgreSQL database', () => {
  let server: Postgres;
  before(async () => {
    server = await startPostgres();
  });
  after(() => server.stop());

  it('tells whether services are connected to it', async () => {
    const url = await server.newDatabase();
    assert.equal(await countServiceSessions(url), 0);
    const database = openPostgres({ url, connections: 1 });
    await database.ping();
    assert.ok((await countServiceSessions(url)) >= 1);
    await database.close();
    await assert.rejects(countServiceSessions('postgres://127.0.0.1:1/none'));
  });

  async function withDatabase(work: (database: Database, url: string) => Promise<void>): Promise<void> {
    const url = await server.newDatabase();
    const database = openPostgres({ url, connections: 4 });
    try {
      await database.migrate([migrations]);
      await database
        .tables<Tables>()
        .insertInto('account')
        .values([
          { name: 'a', amount: 100 },
          { name: 'b', amount: 100 },
        ])
        .execute();
      await work(database, url);
    } finally {
      await database.close();
    }
  }

  const amount = async (database: Pick<Kysely<Tables>, 'selectFrom'>, name: string): Promise<number> =>
    (await database.selectFrom('account').select('amount').where('name', '=', name).executeTakeFirstOrThrow()).amount;

  it('gives sizes, counts and sums back as numbers', () =>
    withDatabase(async (database) => {
      const tables = database.tables<Tables>();
      await tables
        .updateTable('account')
        .set({ amount: 2 ** 52 })
        .where('name', '=', 'a')
        .execute();
      const facts = await tables
        .selectFrom('account')
        .select(({ fn }) => [fn.max('amount').as('most'), fn.sum('amount').as('sum'), fn.countAll().as('count')])
        .executeTakeFirst();
      assert.deepEqual(facts, { most: 2 ** 52, sum: 2 ** 52 + 100, count: 2 });
    }));

  it('orders texts by code points, whatever the language of the database', () =>
    withDatabase(async (database) => {
      const tables = database.tables<Tables>();
      await tables.deleteFrom('account').execute();
      const names = ['B', 'a', 'Я', 'я', 'ä', '-b', 'a b', '𐍈', '\uFFFD'];
      await tables
        .insertInto('account')
        .values(names.map((name) => ({ name, amount: 0 })))
        .execute();
      const rows = await tables.selectFrom('account').select('name').orderBy('name').execute();
      const wanted = names.toSorted((one, other) => Buffer.from(one).compare(Buffer.from(other)));
      assert.deepEqual(
        rows.map(({ name }) => name),
        wanted,
      );
    }));

  it('runs serializable work again that collided with another, until each was alone', () =>
    withDatabase(async (database) => {
      // Each may take what the sum of both allows: together they would take too much.
      let attempts = 0;
      const both = Promise.withResolvers<void>();
      const take = (from: string): Promise<boolean> =>
        database.transaction<Tables, boolean>(async (tx) => {
          const sum = (await amount(tx, 'a')) + (await amount(tx, 'b'));
          if (++attempts === 2) both.resolve();
          await both.promise;
          if (sum < 150) return false;
          await tx.updateTable('account').set({ amount: 0 }).where('name', '=', from).execute();
          return true;
        });
      const taken = await Promise.all([take('a'), take('b')]);
      assert.deepEqual(taken.toSorted(), [false, true]);
      assert.equal(attempts, 3);
    }));

  it('begins a transaction again that was chosen to end a deadlock', () =>
    withDatabase(async (database) => {
      const locked = Promise.withResolvers<void>();
      let waiting = 2;
      const take = (first: string, second: string): Promise<void> =>
        database.transaction<Tables, void>(async (tx) => {
          const one = (name: string) =>
            tx
              .updateTable('account')
              .set((e) => ({ amount: e('amount', '-', 1) }))
              .where('name', '=', name);
          await one(first).execute();
          if (--waiting === 0) locked.resolve();
          await locked.promise;
          await one(second).execute();
        }, 'read committed');
      await Promise.all([take('a', 'b'), take('b', 'a')]);
      assert.deepEqual([await amount(database.tables(), 'a'), await amount(database.tables(), 'b')], [98, 98]);
    }));

  it('answers "unavailable" while the server is away, and goes on when it is back', () =>
    withDatabase(async (database) => {
      await database.ping();
      await server.kill();
      try {
        await assert.rejects(database.ping(), (error) => hasCode(error, 'unavailable') && error.retryAfter !== null);
        const work = database.transaction<Tables, number>((tx) => amount(tx, 'a'));
        await assert.rejects(work, (error) => hasCode(error, 'unavailable'));
      } finally {
        await server.restart();
      }
      assert.equal(await amount(database.tables(), 'a'), 100);
    }));

  it('takes nothing of a transaction whose connection broke', () =>
    withDatabase(async (database) => {
      const work = database.transaction<Tables, void>(async (tx) => {
        await tx.updateTable('account').set({ amount: 0 }).execute();
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
      });
      await assert.rejects(work, (error) => hasCode(error, 'unavailable'));
      assert.equal(await amount(database.tables(), 'a'), 100);
    }));

  it('refuses what no text can hold as the fault of whoever sent it', () =>
    withDatabase(async (database) => {
      const insert = database.tables<Tables>().insertInto('account').values({ name: 'a\0b', amount: 0 });
      await assert.rejects(insert.execute(), (error) => hasCode(error, 'invalid'));
    }));

  it('is migrated once by processes that start at the same time', async () => {
    const url = await server.newDatabase();
    const processes = Array.from({ length: 4 }, () => openPostgres({ url, connections: 2 }));
    const applied = await Promise.all(processes.map((each) => each.migrate([migrations])));
    assert.deepEqual(applied.flat(), ['0001-accounts']);
    for (const each of processes) await each.close();
  });

  it('has a clock that does not care how this machine is set', () =>
    withDatabase(async (database) => {
      const clock = await databaseClock(database);
      const { rows } = await sql<{ now: number }>`
        select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as now`.execute(database.tables());
      const difference = Math.abs(clock.now() - (rows[0]?.now ?? 0));
      assert.ok(difference < 1000, `${difference} ms apart`);
      assert.ok(Number.isInteger(clock.now()));
      clock.stop();
    }));

  describe('that cannot be used', () => {
    before(async () => {
      await server.query(`create role guarded login password 'right'`);
    });

    const cases: readonly { what: string; url: (good: URL) => string; says: RegExp }[] = [
      { what: 'nobody listens', url: (url) => set(url, { port: '1' }), says: /nothing listens/ },
      {
        what: 'the host is unknown',
        url: (url) => set(url, { hostname: 'nowhere.invalid' }),
        says: /name of its host/,
      },
      { what: 'the database does not exist', url: (url) => set(url, { pathname: '/absent' }), says: /createdb/ },
      {
        what: 'the password is wrong',
        url: (url) => set(url, { username: 'guarded', password: 'wrong' }),
        says: /password is wrong/,
      },
      { what: 'a password is wanted', url: (url) => set(url, { username: 'guarded' }), says: /wants a password/ },
      {
        what: 'the user may not create tables',
        url: (url) => set(url, { username: 'guarded', password: 'right' }),
        says: /owner of the database/,
      },
      {
        what: 'commits are not flushed',
        url: (url) => set(url, { search: '?options=-c%20synchronous_commit%3Doff' }),
        says: /synchronous_commit/,
      },
    ];
    for (const { what, url, says } of cases) {
      it(`says so when ${what}`, async () => {
        const database = openPostgres({ url: url(new URL(await server.newDatabase())), connections: 2 });
        const problem = await whyPostgresIsUnusable(database);
        assert.match(problem?.sentence ?? 'it is fine', says);
        assert.doesNotMatch(problem?.sentence ?? '', /wrong'|right'/);
        await database.close();
      });
    }

    it('and is fine otherwise', () =>
      withDatabase(async (database) => {
        assert.equal(await whyPostgresIsUnusable(database), null);
      }));
  });
});

function set(url: URL, parts: Partial<URL>): string {
  return Object.assign(url, parts).href;
}
