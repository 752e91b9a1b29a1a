import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENGINES, temporaryDatabase } from '../../db/testing/temporary-database.ts';
import { hasCode } from '../../kernel/errors.ts';
import { newImageId, newJobId, newMachineId, newProjectId, newRecipeRunId, newUserId } from '../../kernel/ids.ts';
import { createSqlRecipeRunStore, recipeRunMigrations } from './run-store.sql.ts';
import type { RecipeRun, RunStep } from './run.ts';

const PROJECT = newProjectId();
const MOST = { underWay: 2, over: 1 };
const STEP: RunStep = {
  place: 0,
  kind: 'prepare',
  name: 'Start',
  status: 'waiting',
  startedAt: null,
  finishedAt: null,
  exitCode: null,
  logLength: 0,
};

function newRun(createdAt: number): RecipeRun {
  return {
    id: newRecipeRunId(),
    task: newJobId(),
    recipe: null,
    base: { kind: 'image', imageId: newImageId() },
    variables: { version: '1' },
    secretNames: ['key'],
    machineId: newMachineId(),
    imageId: newImageId(),
    host: 'first',
    ownerId: PROJECT,
    userId: newUserId(),
    createdAt,
    updatedAt: createdAt,
    state: { status: 'queued', cancelRequested: false },
  };
}

for (const engine of ENGINES) {
  describe(`runs of recipes on ${engine}`, () => {
    it('are kept with their steps and logs, and forgotten', async (context) => {
      const { database, remove } = await temporaryDatabase({ migrations: [recipeRunMigrations], engine });
      context.after(remove);
      const store = createSqlRecipeRunStore(database, () => Promise.resolve());
      const job = { id: newJobId(), kind: 'k', subject: 's', lane: 'l', about: null, payload: null, at: 0 };
      const parts = { document: 'recipe: 1', steps: [STEP], job };
      const [run, other] = [newRun(1), newRun(2)];
      await store.runAdd(run, parts, MOST);
      assert.deepEqual(await store.runFind(run.id), run);
      assert.equal(await store.runDocument(run.id), 'recipe: 1');

      const first = { at: 0, text: 'first ', isOurs: false };
      const second = { at: 6, text: 'second', isOurs: true };
      for (const piece of [first, second]) await store.logAppend(run, 0, piece);
      await store.stepWrite(run, { ...STEP, status: 'done', exitCode: 2 ** 32 - 1 });
      assert.deepEqual(await store.stepsOf(run.id), [
        { ...STEP, status: 'done', exitCode: 2 ** 32 - 1, logLength: 12 },
      ]);
      assert.deepEqual(await store.logRead(run.id, 0, 0, 100), [first, second]);
      assert.deepEqual(await store.logRead(run.id, 0, 4, 4), [
        { at: 4, text: 't ', isOurs: false },
        { at: 6, text: 'se', isOurs: true },
      ]);
      assert.deepEqual(await store.logRead(run.id, 0, 12, 4), []);

      await store.runAdd(other, parts, MOST);
      await assert.rejects(store.runAdd(newRun(3), parts, MOST), (error) => hasCode(error, 'conflict'));
      const pages = [await store.runList(PROJECT, { limit: 1 }), await store.runList(null, { limit: 1, after: other })];
      assert.deepEqual(pages, [[other], [run]]);

      await assert.rejects(store.runRevise(run.id, (now) => ({ ...now, state: { status: 'done', finishedAt: 5 } })));
      for (const { id } of [run, other]) {
        await store.runRevise(id, (now) => ({ ...now, state: { status: 'cancelled', finishedAt: 5 } }));
        assert.equal(await store.runRevise(id, (now) => now), null);
      }
      // As long as there may be a machine, somebody has to know of it.
      assert.equal((await store.runsUnsettled('first', null, 10)).length, 2);
      assert.equal(await store.runsForget(10, 10), 0);
      for (const { id } of [run, other]) await store.machineForget(id);
      assert.deepEqual(await store.runsUnsettled('first', null, 10), []);
      const next = newRun(4);
      await store.runAdd(next, parts, MOST);
      assert.deepEqual([await store.runFind(run.id), await store.logRead(run.id, 0, 0, 9)], [null, []]);
      assert.equal(await store.runsForget(10, 10), 1);
      assert.deepEqual(await store.runList(PROJECT, { limit: 10 }), [next]);
    });
  });
}
