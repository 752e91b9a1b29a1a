import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Kysely } from 'kysely';
import type { Migrations } from './index.ts';
import { addSearchedText, hasWords, searchedText } from './searched-text.ts';
import { ENGINES, temporaryDatabase } from './testing/temporary-database.ts';

type Things = { thing: { id: string; name: string | null; description: string | null; searched: string } };

const NAMES = ['Debian-13 Desktop', 'ДИСК бухгалтерии', null, '100% _sure_'] as const;
/** More than are written at a time. */
const MANY = 450;

const migrations: Migrations = {
  '0001-things': {
    up: async (kysely: Kysely<unknown>) => {
      const table = kysely.schema.createTable('thing').addColumn('id', 'text', (column) => column.primaryKey());
      await table.addColumn('name', 'text').addColumn('description', 'text').execute();
      const before = (kysely as Kysely<{ thing: Omit<Things['thing'], 'searched'> }>).insertInto('thing');
      await before.values(NAMES.map((name, at) => ({ id: `a${at}`, name, description: `number ${at}` }))).execute();
      const rows = Array.from({ length: MANY }, (_, at) => ({ id: `b${at}`, name: 'other', description: null }));
      await before.values(rows).execute();
    },
  },
  '0002-words': { up: (kysely) => addSearchedText(kysely, 'thing') },
};

for (const engine of ENGINES) {
  describe(`searched text on ${engine}`, () => {
    it('is found by the beginnings of its words, those that were there before as well', async (context) => {
      const { database, remove } = await temporaryDatabase({ migrations: [migrations], engine });
      context.after(remove);
      const things = database.tables<Things>();
      const find = async (...words: string[]): Promise<string[]> => {
        const rows = things.selectFrom('thing as item').select('item.id').where(hasWords('item.searched', words));
        return (await rows.where('item.id', '<', 'b').orderBy('item.id').execute()).map(({ id }) => id);
      };
      assert.deepEqual(await find('deb', '13'), ['a0']);
      assert.deepEqual(await find('диск'), ['a1']);
      assert.deepEqual(await find('ebian'), []);
      assert.deepEqual(await find('number'), ['a0', 'a1', 'a2', 'a3']);
      assert.deepEqual(await find('100', 'sure', '3'), ['a3']);
      assert.deepEqual(await find(), ['a0', 'a1', 'a2', 'a3']);
      const others = things.selectFrom('thing').select('id').where('searched', '=', searchedText('Other', null));
      assert.equal((await others.execute()).length, MANY);
    });
  });
}
