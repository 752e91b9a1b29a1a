import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { sql, type Expression, type Kysely } from 'kysely';
import { prepared, preparedList, preparedRows, ROWS_AT_ONCE, type Places } from './prepared.ts';
import { ENGINES, temporaryDatabase } from './testing/temporary-database.ts';

interface Note {
  id: number;
  title: string;
  body: string | null;
}
interface Tables {
  note: Note;
}

const NOTES = {
  '0001-notes': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('note')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('title', 'text', (column) => column.notNull())
        .addColumn('body', 'text')
        .execute();
    },
  },
};

let written = 0;
const insert = preparedRows((kysely: Kysely<Tables>, rows: readonly Places<Note>[]) => {
  written += 1;
  return kysely.insertInto('note').values(rows);
});
const update = prepared((kysely: Kysely<Tables>, { id, ...changes }: Places<Partial<Note> & Pick<Note, 'id'>>) => {
  written += 1;
  return kysely.updateTable('note').set(changes).where('id', '=', id);
});
const find = prepared((kysely: Kysely<Tables>, { least, title }: Places<{ least: number; title: string }>) =>
  kysely.selectFrom('note').selectAll().where('id', '>=', least).where('title', '=', title).orderBy('id'),
);
const among = preparedList((kysely: Kysely<Tables>, ids: readonly Expression<number>[]) => {
  written += 1;
  return kysely.selectFrom('note').select('title').where('id', 'in', ids).orderBy('id');
});

for (const engine of ENGINES) {
  describe(`prepared statements on ${engine}`, () => {
    const open = async (context: TestContext): Promise<Kysely<Tables>> => {
      const { database, remove } = await temporaryDatabase({ migrations: [NOTES], engine });
      context.after(remove);
      return database.tables<Tables>();
    };

    it('are written once for each set of names, and take other values each time', async (context) => {
      const kysely = await open(context);
      await insert(kysely, [
        { id: 1, title: 'a', body: 'x' },
        { id: 2, title: 'a', body: null },
      ]);
      const before = written;
      await update(kysely, { id: 1, title: 'b' });
      await update(kysely, { id: 2, title: "it's" });
      await update(kysely, { id: 2, body: 'y' });
      await update(kysely, { id: 2, body: null });
      assert.equal(written, before + 2);
      assert.deepEqual(
        (await find(kysely, { least: 0, title: 'b' })).rows.map((row) => ({ ...row })),
        [{ id: 1, title: 'b', body: 'x' }],
      );
      assert.deepEqual(
        (await find(kysely, { least: 2, title: "it's" })).rows.map((row) => ({ ...row })),
        [{ id: 2, title: "it's", body: null }],
      );
      assert.deepEqual((await find(kysely, { least: 3, title: "it's" })).rows, []);
      assert.equal((await update(kysely, { id: 3, title: 'c' })).numAffectedRows, 0n);
    });

    it('are written once for each length of a list', async (context) => {
      const kysely = await open(context);
      await insert(
        kysely,
        Array.from({ length: 12 }, (_, id) => ({ id, title: `${id}`, body: null })),
      );
      const before = written;
      const titles = async (ids: readonly number[]): Promise<string[]> =>
        (await among(kysely, ids)).rows.map(({ title }) => title);
      assert.deepEqual(await titles([3, 1]), ['1', '3']);
      assert.deepEqual(await titles([7, 70]), ['7']);
      const all = Array.from({ length: 12 }, (_, at) => 11 - at);
      assert.deepEqual(await titles(all), all.toReversed().map(String));
      assert.equal(written, before + 2);
    });

    it('take any number of rows, none included, within a transaction of others', async (context) => {
      const kysely = await open(context);
      const many = Array.from({ length: 2 * ROWS_AT_ONCE + 3 }, (_, id) => ({ id, title: `${id}`, body: null }));
      await insert(kysely, []);
      await kysely.transaction().execute(async (tx) => {
        await insert(tx, many);
      });
      await assert.rejects(
        kysely.transaction().execute(async (tx) => {
          await insert(tx, [{ id: 1000, title: 'lost', body: null }]);
          throw new Error('no');
        }),
        /^Error: no$/,
      );
      const titles = await kysely.selectFrom('note').select('title').orderBy('id').execute();
      assert.deepEqual(
        titles.map(({ title }) => title),
        many.map(({ title }) => title),
      );
    });
  });
}

it('belong to the dialect of the database that they are run on, also where both are used', async (context) => {
  for (const engine of [...ENGINES, ...ENGINES]) {
    const { database, remove } = await temporaryDatabase({ migrations: [NOTES], engine });
    context.after(remove);
    const kysely = database.tables<Tables>();
    await insert(kysely, [{ id: 1, title: 'a', body: null }]);
    assert.equal((await find(kysely, { least: 1, title: 'a' })).rows.length, 1);
    await sql`delete from note`.execute(kysely);
  }
});
