import assert from 'node:assert/strict';
import { once, EventEmitter } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import { temporaryDatabase } from '../db/testing/temporary-database.ts';
import { systemClock } from '../kernel/clock.ts';
import { IngotError } from '../kernel/errors.ts';
import { newJobId, type JobId } from '../kernel/ids.ts';
import { JobCancelled } from './job-cancelled.ts';
import { createJobRunner, type JobHandler, type JobRunnerOptions } from './job-runner.ts';
import type { JobStore } from './job-store.ts';
import { createSqlJobStore, jobMigrations } from './job-store.sql.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

async function openStore(context: TestContext): Promise<{ store: JobStore; finished: EventEmitter }> {
  const { database, remove } = await temporaryDatabase({ migrations: [jobMigrations] });
  context.after(remove);
  const store = createSqlJobStore(database);
  const finished = new EventEmitter();
  const jobFinish: JobStore['jobFinish'] = async (claim, ...rest) => {
    const held = await store.jobFinish(claim, ...rest);
    finished.emit(claim.id);
    return held;
  };
  return { store: { ...store, jobFinish }, finished };
}

function runner(context: TestContext, store: JobStore, work: JobHandler, more: Partial<JobRunnerOptions> = {}) {
  const options = { store, handlers: { work }, clock: systemClock, log: silent, worker: 'w', pollInterval: 60_000 };
  const made = createJobRunner({ ...options, ...more });
  context.after(() => made.stop(0));
  return made;
}

async function add(store: JobStore): Promise<JobId> {
  const id = newJobId();
  await store.jobAdd({ id, kind: 'work', subject: 's', lane: id, about: null, payload: null, at: Date.now() });
  return id;
}

const neverGivesUp = { maxAttempts: 5, gaveUp: () => Promise.reject(new Error('unexpected')) };

/** Rejects when the signal aborts; until then pending. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });
}

describe('the job runner', () => {
  it('runs what is enqueued when woken, and writes down how it ended', async (context) => {
    const { store, finished } = await openStore(context);
    const jobs = runner(context, store, {
      ...neverGivesUp,
      run: (job) => (job.attempts === 1 ? Promise.resolve('all well') : Promise.reject(new Error('twice'))),
    });
    await jobs.start();
    const id = await add(store);
    const done = once(finished, id);
    jobs.wake();
    await done;
    const job = await store.jobFind(id);
    assert.equal(job?.state.status, 'succeeded');
    assert.equal(job?.message, 'all well');
  });

  it('shows the sentence of an expected failure and hides that of a fault', async (context) => {
    const { store, finished } = await openStore(context);
    const failures = [new IngotError('invalid', 'The host is unknown.'), new Error('secret path')];
    const jobs = runner(context, store, { ...neverGivesUp, run: () => Promise.reject(failures.shift()) });
    await jobs.start();
    const messages: (string | undefined)[] = [];
    for (let round = 0; round < 2; round++) {
      const id = await add(store);
      const done = once(finished, id);
      jobs.wake();
      await done;
      const job = await store.jobFind(id);
      assert.equal(job?.state.status, 'failed');
      messages.push(job?.message);
    }
    assert.equal(messages[0], 'The host is unknown.');
    assert.doesNotMatch(messages[1] ?? '', /secret/);
  });

  it('ends what was cancelled as that', async (context) => {
    const { store, finished } = await openStore(context);
    const jobs = runner(context, store, {
      ...neverGivesUp,
      run: () => Promise.reject(new JobCancelled('Not wanted.')),
    });
    await jobs.start();
    const id = await add(store);
    const done = once(finished, id);
    jobs.wake();
    await done;
    const job = await store.jobFind(id);
    assert.deepEqual([job?.state.status, job?.message], ['cancelled', 'Not wanted.']);
  });

  it('runs at most so many at a time, and the rest after them', async (context) => {
    const { store, finished } = await openStore(context);
    let now = 0;
    let most = 0;
    const two = Promise.withResolvers<void>();
    const run = async (): Promise<string> => {
      most = Math.max(most, ++now);
      if (now === 2) two.resolve();
      // The first one waits for company.
      await two.promise;
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return '';
    };
    const jobs = runner(context, store, { ...neverGivesUp, run }, { concurrency: 2 });
    const ids: JobId[] = [];
    for (let index = 0; index < 7; index++) ids.push(await add(store));
    const done = Promise.all(ids.map((id) => once(finished, id)));
    await jobs.start();
    await done;
    assert.equal(most, 2);
  });

  it('interrupts and returns what still runs when it stops, and a later start runs it', async (context) => {
    const { store, finished } = await openStore(context);
    const id = await add(store);
    const started = new EventEmitter();
    const first = runner(context, store, {
      ...neverGivesUp,
      run: (_, { signal }) => {
        started.emit('run');
        return untilAborted(signal);
      },
    });
    const running = once(started, 'run');
    await first.start();
    await running;
    await first.stop(1);
    assert.equal((await store.jobFind(id))?.state.status, 'waiting');
    const done = once(finished, id);
    await runner(context, store, { ...neverGivesUp, run: () => Promise.resolve('second') }).start();
    await done;
    assert.equal((await store.jobFind(id))?.message, 'second');
  });

  it('runs again what a dead process left, and gives up after too many times', async (context) => {
    const { store, finished } = await openStore(context);
    const id = await add(store);
    for (let death = 0; death < 2; death++) {
      assert.ok(await store.jobClaim('dead', ['work'], Date.now(), Date.now() + 3_600_000));
      await store.jobRecover('dead', ['work'], Date.now());
    }
    const gaveUp: string[] = [];
    const jobs = runner(context, store, {
      maxAttempts: 2,
      run: () => Promise.resolve('never'),
      gaveUp: (_, reason) => {
        gaveUp.push(reason);
        return Promise.resolve();
      },
    });
    const done = once(finished, id);
    await jobs.start();
    await done;
    assert.equal(gaveUp.length, 1);
    assert.equal((await store.jobFind(id))?.state.status, 'failed');
  });

  it('shows how far a job has come', async (context) => {
    const { store } = await openStore(context);
    const id = await add(store);
    const shown = Promise.withResolvers<void>();
    const jobRenew: JobStore['jobRenew'] = async (...news) => {
      const held = await store.jobRenew(...news);
      shown.resolve();
      return held;
    };
    const run: JobHandler['run'] = (_, job) => {
      job.progress('half of it', { done: 1, total: 2 });
      return untilAborted(job.signal);
    };
    const jobs = runner(context, { ...store, jobRenew }, { ...neverGivesUp, run }, { progressInterval: 5 });
    await jobs.start();
    await shown.promise;
    const job = await store.jobFind(id);
    assert.deepEqual([job?.message, job?.measure], ['half of it', { done: 1, total: 2 }]);
  });

  it('aborts the work when its claim was taken over', async (context) => {
    const { store } = await openStore(context);
    const id = await add(store);
    const events = new EventEmitter();
    const jobs = runner(
      context,
      store,
      {
        ...neverGivesUp,
        run: async (_, { signal }) => {
          events.emit('run');
          return untilAborted(signal).finally(() => events.emit('aborted'));
        },
      },
      { lease: 40 },
    );
    const running = once(events, 'run');
    const aborted = once(events, 'aborted');
    await jobs.start();
    await running;
    const far = Date.now() + 3_600_000;
    assert.ok(await store.jobClaim('thief', ['work'], far, far + 1));
    await aborted;
    assert.equal((await store.jobFind(id))?.attempts, 2);
  });
});
