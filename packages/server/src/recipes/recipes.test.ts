import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import type { Caller } from '../kernel/caller.ts';
import { hasCode, type ErrorCode } from '../kernel/errors.ts';
import { newDomainId, newProjectId, newUserId, type ProjectId } from '../kernel/ids.ts';
import { recipeOperations } from './recipe-operations.ts';
import { createSqlRecipeStore, recipeMigrations } from './recipe-store.sql.ts';
import type { Recipes } from './recipes.ts';

const HOME = newProjectId();
const DOCUMENT = '# kept as it is\nrecipe: 1\ndescription: first\nsteps: []\npublish: {name: built}\n';

function caller(projectId: ProjectId | null, ...roles: string[]): Caller {
  const user = { userId: newUserId(), userName: 'anna', userDomainId: newDomainId(), requestId: 'req' };
  return { ...user, projectId, domainId: null, roles: new Set(roles) };
}

const reader = caller(HOME, 'reader');
const member = caller(HOME, 'member', 'reader');
const stranger = caller(newProjectId(), 'member', 'reader');
const admin = caller(newProjectId(), 'admin', 'member', 'reader');
const fails = (code: ErrorCode) => (error: unknown) => hasCode(error, code);

for (const engine of ENGINES) {
  const open = async (context: TestContext): Promise<Recipes> => {
    const { database, remove } = await temporaryDatabase({ migrations: [recipeMigrations], engine });
    context.after(remove);
    return recipeOperations({ store: createSqlRecipeStore(database), clock: { now: Date.now } });
  };

  describe(`recipes on ${engine}`, () => {
    it('are the project’s, in revisions', async (context) => {
      const recipes = await open(context);
      const made = await recipes.recipeCreate(member, { name: 'desktop', document: DOCUMENT });
      assert.deepEqual(await recipes.recipeGet(reader, made.id), made);
      assert.deepEqual([made.revision, made.description, made.document], [1, 'first', DOCUMENT]);

      const document = DOCUMENT.replace('first', 'second');
      const changed = await recipes.recipeUpdate(member, made.id, { document, expected: 1 });
      assert.deepEqual([changed.revision, changed.description], [2, 'second']);
      const renamed = await recipes.recipeUpdate(admin, made.id, { name: 'other' });
      assert.deepEqual([renamed.revision, renamed.document], [2, document]);
      await assert.rejects(recipes.recipeUpdate(member, made.id, { document, expected: 1 }), fails('conflict'));
      await assert.rejects(recipes.recipeUpdate(member, made.id, { document: 'recipe: 2' }), fails('invalid'));
      assert.deepEqual(await recipes.recipeGet(reader, made.id), renamed);

      await recipes.recipeDelete(member, made.id);
      await assert.rejects(recipes.recipeGet(member, made.id), fails('not-found'));
    });

    it('are nothing to others, and readers change nothing', async (context) => {
      const recipes = await open(context);
      const { id } = await recipes.recipeCreate(member, { name: 'desktop', document: DOCUMENT });
      await assert.rejects(recipes.recipeCreate(reader, { name: 'x', document: DOCUMENT }), fails('forbidden'));
      await assert.rejects(recipes.recipeCreate(caller(null), { name: 'x', document: DOCUMENT }), fails('forbidden'));
      for (const [who, code] of [
        [reader, 'forbidden'],
        [stranger, 'not-found'],
      ] as const) {
        await assert.rejects(recipes.recipeUpdate(who, id, { name: 'x' }), fails(code));
        await assert.rejects(recipes.recipeDelete(who, id), fails(code));
      }
      assert.deepEqual((await recipes.recipeList(stranger, { limit: 10, allProjects: true })).items, []);
      assert.equal((await recipes.recipeList(admin, { limit: 10, allProjects: true })).items.length, 1);
    });

    it('have names of their own, and are listed by them', async (context) => {
      const recipes = await open(context);
      const ids = [];
      for (const name of ['b', 'c', 'a'])
        ids.push((await recipes.recipeCreate(member, { name, document: DOCUMENT })).id);
      await assert.rejects(recipes.recipeCreate(member, { name: 'a', document: DOCUMENT }), fails('conflict'));
      const [b] = ids;
      assert.ok(b);
      await assert.rejects(recipes.recipeUpdate(member, b, { name: 'a' }), fails('conflict'));
      await recipes.recipeCreate(stranger, { name: 'a', document: DOCUMENT });

      const first = await recipes.recipeList(reader, { limit: 2 });
      assert.deepEqual([first.items.map(({ name }) => name), first.more], [['a', 'b'], true]);
      const next = await recipes.recipeList(reader, { limit: 2, marker: b });
      assert.deepEqual([next.items.map(({ name }) => name), next.more], [['c'], false]);
      await assert.rejects(recipes.recipeList(stranger, { limit: 2, marker: b }), fails('invalid'));
    });
  });
}
