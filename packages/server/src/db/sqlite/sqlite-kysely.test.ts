import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql, type Transaction } from 'kysely';
import { SqliteDialect } from './sqlite-dialect.ts';
import { sqliteKysely } from './sqlite-kysely.ts';

interface Tables {
  note: { id: number };
}

async function opened() {
  const { kysely, transaction } = sqliteKysely(new SqliteDialect(':memory:'));
  await sql`create table note (id integer primary key)`.execute(kysely);
  const ids = async (): Promise<number[]> => {
    const { rows } = await sql<{ id: number }>`select id from note`.execute(kysely);
    return rows.map(({ id }) => id);
  };
  return { kysely, transaction, ids };
}

function insert(tx: Transaction<Tables>, id: number): Promise<unknown> {
  return tx.insertInto('note').values({ id }).execute();
}

test('a transaction is all or nothing, and its outcome that of its work', async (context) => {
  const { kysely, transaction, ids } = await opened();
  context.after(() => kysely.destroy());
  assert.equal(await transaction<Tables, string>((tx) => insert(tx, 1).then(() => 'done')), 'done');
  await assert.rejects(
    transaction<Tables, void>(async (tx) => {
      await insert(tx, 2);
      throw new Error('thought better of it');
    }),
    /thought better/,
  );
  assert.deepEqual(await ids(), [1]);
});

test('a transaction that is over takes nothing more, so that nothing is written beside it', async (context) => {
  const { kysely, transaction, ids } = await opened();
  context.after(() => kysely.destroy());
  let kept: Transaction<Tables> | null = null;
  await transaction<Tables, void>(async (tx) => {
    kept = tx;
  });
  assert.ok(kept);
  await assert.rejects(insert(kept, 1), /the transaction is over/);
  assert.deepEqual(await ids(), []);
});

test('a database that is closed refuses, and is closed again without harm', async () => {
  const { kysely, transaction, ids } = await opened();
  await kysely.destroy();
  await kysely.destroy();
  await assert.rejects(ids(), /the database is closed/);
  await assert.rejects(
    transaction<Tables, unknown>((tx) => insert(tx, 1)),
    /the database is closed/,
  );
});
