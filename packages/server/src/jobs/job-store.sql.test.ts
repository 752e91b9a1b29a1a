import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Database, Engine } from '../db/index.ts';
import { ENGINES, temporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.ts';
import { newJobId } from '../kernel/ids.ts';
import type { Job, JobClaim, NewJob } from './job.ts';
import type { JobStore } from './job-store.ts';
import {
  createSqlJobStore,
  jobCancel,
  jobCancelWaiting,
  jobInsert,
  jobMigrations,
  type JobTables,
} from './job-store.sql.ts';

const KINDS = ['work'];

function job(at: number, subject = 'thing', kind = 'work'): NewJob {
  const id = newJobId();
  return { id, kind, subject, lane: id, about: null, payload: { n: at }, at };
}

function claimOf(claimed: Job | null): JobClaim {
  assert.ok(claimed);
  assert.equal(claimed.state.status, 'running');
  return { id: claimed.id, worker: claimed.state.worker, attempt: claimed.attempts };
}

for (const engine of ENGINES) describe(`jobs in a table of ${engine}`, () => testJobStore(engine));

function testJobStore(engine: Engine): void {
  let temporary: TemporaryDatabase;
  let database: Database;
  let store: JobStore;

  beforeEach(async () => {
    temporary = await temporaryDatabase({ engine, migrations: [jobMigrations] });
    ({ database } = temporary);
    store = createSqlJobStore(database);
  });
  afterEach(() => temporary.remove());

  it('hands out the oldest due job of a kind, once', async () => {
    const [late, early, other] = [job(20), job(10), job(5, 'thing', 'other')];
    for (const each of [late, early, other]) await store.jobAdd(each);
    const claimed = await store.jobClaim('a', KINDS, 15, 100);
    assert.equal(claimed?.id, early.id);
    assert.deepEqual(claimed?.payload, { n: 10 });
    assert.equal(claimed?.attempts, 1);
    assert.equal(await store.jobClaim('b', KINDS, 15, 100), null, 'the other one is not due');
    assert.equal((await store.jobClaim('b', KINDS, 20, 100))?.id, late.id);
    assert.equal(await store.jobClaim('b', KINDS, 99, 200), null, 'both are held');
  });

  it('gives every job to exactly one of many claimers', async () => {
    const jobs = Array.from({ length: 40 }, (_, index) => job(index));
    for (const each of jobs) await store.jobAdd(each);
    const claims = await Promise.all(jobs.map((_, index) => store.jobClaim(`w${index}`, KINDS, 100, 200)));
    assert.deepEqual(new Set(claims.map((claimed) => claimed?.id)), new Set(jobs.map((each) => each.id)));
  });

  it('leaves places to others while one lane is full, and goes on with it afterwards', async () => {
    const slow = [job(1), job(2), job(3)].map((each) => ({ ...each, lane: 'slow' }));
    const other = { ...job(9), lane: 'other' };
    for (const each of [...slow, other]) await store.jobAdd(each);
    const first = await store.jobClaim('w', KINDS, 10, 100);
    assert.equal(first?.id, slow[0]?.id);
    assert.equal((await store.jobClaim('w', KINDS, 10, 100))?.id, slow[1]?.id);
    assert.equal((await store.jobClaim('w', KINDS, 10, 100))?.id, other.id, 'two are enough of one lane');
    assert.equal(await store.jobClaim('w', KINDS, 10, 100), null);
    await store.jobFinish(claimOf(first), 'succeeded', 'done', 20);
    assert.equal((await store.jobClaim('w', KINDS, 20, 100))?.id, slow[2]?.id);
  });

  it('takes over a lane whose worker died', async () => {
    const slow = [job(1), job(2)].map((each) => ({ ...each, lane: 'slow' }));
    for (const each of slow) await store.jobAdd(each);
    for (let n = 0; n < 2; n++) assert.ok(await store.jobClaim('dead', KINDS, 10, 100));
    assert.equal(await store.jobClaim('w', KINDS, 50, 200), null);
    const taken = await store.jobClaim('w', KINDS, 101, 200);
    assert.ok(slow.some(({ id }) => id === taken?.id));
  });

  it('fences off a worker whose lease was taken over', async () => {
    const only = job(0);
    await store.jobAdd(only);
    const first = claimOf(await store.jobClaim('a', KINDS, 0, 10));
    const second = claimOf(await store.jobClaim('a', KINDS, 10, 20));
    assert.equal(second.attempt, 2);
    assert.equal(await store.jobRenew(first, 11, 100, { message: 'late', measure: null }), false);
    assert.equal(await store.jobFinish(first, 'failed', 'late', 11), false);
    assert.equal(await store.jobReturn(first, 11), false);
    assert.equal(await store.jobRenew(second, 11, 30, { message: 'half', measure: { done: 5, total: null } }), true);
    const told = await store.jobFind(only.id);
    assert.deepEqual([told?.message, told?.measure], ['half', { done: 5, total: null }]);
    assert.equal(await store.jobRenew(second, 12, 30, null), true);
    assert.equal((await store.jobFind(only.id))?.message, 'half', 'a heartbeat without news keeps the last');
    assert.equal(await store.jobFinish(second, 'succeeded', 'done', 12), true);
    assert.deepEqual((await store.jobFind(only.id))?.state, { status: 'succeeded', finishedAt: 12 });
    assert.equal(await store.jobClaim('a', KINDS, 1000, 2000), null, 'finished jobs stay finished');
  });

  it('takes back an interrupted job without counting the attempt', async () => {
    await store.jobAdd(job(0));
    assert.equal(await store.jobReturn(claimOf(await store.jobClaim('a', KINDS, 0, 10)), 1), true);
    assert.equal((await store.jobClaim('b', KINDS, 1, 10))?.attempts, 1);
  });

  it('makes everything that ran due after a restart', async () => {
    await store.jobAdd(job(0));
    await store.jobClaim('dead', KINDS, 0, 1_000_000);
    assert.equal(await store.jobRecover('dead', KINDS, 5), 1);
    assert.equal((await store.jobClaim('b', KINDS, 5, 10))?.attempts, 2);
  });

  it('is cancelled while it waits and while it runs, and then lost to whoever works on it', async () => {
    const [first, second] = [job(0), job(1)];
    for (const each of [first, second]) await store.jobAdd(each);
    const claim = claimOf(await store.jobClaim('a', KINDS, 0, 10));
    for (const { id } of [first, second]) {
      await database.transaction<JobTables, void>((tx) => jobCancel(tx, id, 'not wanted', 5));
      const cancelled = await store.jobFind(id);
      assert.deepEqual([cancelled?.message, cancelled?.state], ['not wanted', { status: 'cancelled', finishedAt: 5 }]);
      await jobCancel(database.tables<JobTables>(), id, 'again', 6);
      assert.equal((await store.jobFind(id))?.message, 'not wanted');
    }
    assert.equal(await store.jobRenew(claim, 6, 100, null), false);
    assert.equal(await store.jobFinish(claim, 'succeeded', 'done', 6), false);
    assert.equal(await store.jobClaim('b', KINDS, 1000, 2000), null);
    assert.equal(await store.jobForget('work', 6, 10), 2);
  });

  it('is cancelled only while it waits, where nobody else could clean up after it', async () => {
    const about = { action: 'upload', topic: 'volume', id: 'thing', projectId: null, userId: null } as const;
    const [waiting, begun, other] = [job(1), job(0), job(2)].map((each) => ({ ...each, about }));
    assert.ok(waiting && begun && other);
    for (const each of [waiting, begun]) await store.jobAdd(each);
    await store.jobAdd({ ...other, about: { ...about, action: 'extend' } });
    const claim = claimOf(await store.jobClaim('a', KINDS, 0, 10));
    const end = (id: JobClaim['id']) =>
      database.transaction<JobTables, string | null>((tx) =>
        jobCancelWaiting(tx, { id, action: 'upload' }, 'not wanted', 5),
      );
    assert.deepEqual(await Promise.all([begun, other].map(({ id }) => end(id))), [null, null]);
    assert.equal(await end(waiting.id), 'thing');
    assert.equal(await end(waiting.id), null);
    const cancelled = await store.jobFind(waiting.id);
    assert.deepEqual([cancelled?.message, cancelled?.state], ['not wanted', { status: 'cancelled', finishedAt: 5 }]);
    assert.equal(await store.jobReturn(claim, 5), true);
    assert.equal(await end(begun.id), 'thing', 'nobody is at it any more');
    assert.equal((await store.jobClaim('b', KINDS, 1000, 2000))?.id, other.id);
  });

  it('exists only if the transaction that enqueued it is committed', async () => {
    const lost = job(0);
    const failing = database.transaction<JobTables, void>(async (tx) => {
      await jobInsert(tx, lost);
      throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    assert.equal(await store.jobFind(lost.id), null);
  });

  it('lists by subject and state, page by page, in both directions', async () => {
    const jobs = [job(1), job(2), job(2), job(3), job(4, 'another')];
    for (const each of jobs) await store.jobAdd(each);
    await store.jobFinish(claimOf(await store.jobClaim('a', KINDS, 1, 10)), 'failed', 'x', 2);
    for (const direction of ['asc', 'desc'] as const) {
      const all = await store.jobList({ kind: 'work', subject: 'thing', direction, limit: 10 });
      assert.equal(all.length, 4);
      const seen: Job[] = [];
      for (let last: Job | undefined; ; last = seen.at(-1)) {
        const page = await store.jobList({
          kind: 'work',
          subject: 'thing',
          direction,
          limit: 1,
          ...(last && { after: last }),
        });
        if (page.length === 0) break;
        seen.push(...page);
      }
      assert.deepEqual(seen, all);
    }
    const failed = await store.jobList({ kind: 'work', statuses: ['failed'], direction: 'asc', limit: 10 });
    assert.deepEqual(
      failed.map((each) => each.id),
      [jobs[0]?.id],
    );
  });

  it('forgets finished jobs only', async () => {
    for (const each of [job(1), job(2), job(3)]) await store.jobAdd(each);
    for (const at of [10, 20]) {
      await store.jobFinish(claimOf(await store.jobClaim('a', KINDS, 5, 1000)), 'succeeded', '', at);
    }
    assert.equal(await store.jobForget('work', 20, 100), 1);
    assert.equal(await store.jobForget('other', 1000, 100), 0);
    assert.equal((await store.jobList({ kind: 'work', direction: 'asc', limit: 10 })).length, 2);
  });
}
