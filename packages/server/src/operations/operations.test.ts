import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import { createSqlJobStore, jobMigrations } from '../jobs/job-store.sql.ts';
import type { JobMatter, JobStore } from '../jobs/index.ts';
import type { Caller } from '../kernel/caller.ts';
import { hasCode, type ErrorCode } from '../kernel/errors.ts';
import { newDomainId, newJobId, newProjectId, newUserId, type JobId, type ProjectId } from '../kernel/ids.ts';
import { OPERATION_OBSTACLES as WHY } from './operation-obstacle.ts';
import { createOperations, type Operations } from './operations.ts';

const OURS = newProjectId();
const ANNA = newUserId();
const KIND = 'work';

function caller(projectId: ProjectId, role: 'reader' | 'member' | 'admin' = 'member'): Caller {
  const names = { userName: 'u', userDomainId: newDomainId(), domainId: null, requestId: 'r' };
  return { userId: newUserId(), ...names, projectId, roles: new Set([role]) };
}

const member = caller(OURS);
const reader = caller(OURS, 'reader');
const stranger = caller(newProjectId());
const admin = caller(newProjectId(), 'admin');
const fails = (code: ErrorCode) => (error: unknown) => hasCode(error, code);

interface Scene {
  readonly operations: Operations;
  readonly jobs: JobStore;
  /** What was asked of the domain. */
  readonly asked: string[];
  /** @param about null for work that nobody looks for */
  readonly add: (at: number, about?: Partial<JobMatter> | null) => Promise<JobId>;
  readonly end: (status: 'succeeded' | 'failed' | 'cancelled') => Promise<void>;
  /** Ids of what was announced. */
  readonly told: string[];
}

for (const engine of ENGINES) {
  const open = async (context: TestContext): Promise<Scene> => {
    const { database, remove } = await temporaryDatabase({ migrations: [jobMigrations], engine });
    context.after(remove);
    const jobs = createSqlJobStore(database);
    const asked: string[] = [];
    const told: string[] = [];
    const operations = createOperations({
      jobs,
      kinds: {
        check: {
          cancel: { perform: async (_, { id }) => void asked.push(`cancel ${id}`) },
          retry: { perform: async (_, { id }) => void asked.push(`retry ${id}`) },
          progress: async () => ({ done: 1, total: 2 }),
        },
        build: {
          cancel: { never: 'half-done' },
          retry: { perform: async () => assert.fail(), obstacle: () => 'secrets-gone' },
        },
      },
      announce: ({ id }) => void told.push(id),
      nameOf: async (topic, id) => (id === 'gone' ? null : `${topic} ${id}`),
      userName: async (id) => (id === ANNA ? 'anna' : null),
    });
    return {
      operations,
      jobs,
      asked,
      told,
      add: async (at, about = {}) => {
        const id = newJobId();
        const matter = { action: 'check', topic: 'image', id: 'i', projectId: OURS, userId: ANNA, ...about } as const;
        const seen = about === null ? null : matter;
        await jobs.jobAdd({ id, kind: KIND, subject: 's', lane: id, about: seen, payload: null, at });
        return id;
      },
      end: async (status) => {
        const job = await jobs.jobClaim('w', [KIND], 1000, 2000);
        assert.ok(job);
        await jobs.jobFinish({ id: job.id, worker: 'w', attempt: job.attempts }, status, 'It ended.', 1001);
      },
    };
  };

  describe(`operations on ${engine}`, () => {
    it('are listed from the newest on, page by page: those of the project that people look for', async (context) => {
      const { operations, add } = await open(context);
      const ids = [await add(1), await add(2), await add(2), await add(3)];
      await add(4, null);
      await add(5, { projectId: stranger.projectId });
      await add(6, { projectId: null, topic: 'store' });
      const first = await operations.operationList(reader, { limit: 3 });
      assert.deepEqual([first.items.length, first.more], [3, true]);
      const marker = first.items.at(-1)?.id ?? assert.fail();
      const second = await operations.operationList(reader, { limit: 3, marker });
      assert.deepEqual(new Set([...first.items, ...second.items].map(({ id }) => id)), new Set(ids));
      assert.equal((await operations.operationList(admin, { limit: 10, allProjects: true })).items.length, 6);
      await assert.rejects(operations.operationList(member, { limit: 1, allProjects: true }), fails('forbidden'));
      await assert.rejects(operations.operationList(stranger, { limit: 1, marker }), fails('invalid'));
    });

    it('say what is done to what, by whom, how far, and what may be done', async (context) => {
      const { operations, add, jobs } = await open(context);
      const id = await add(1);
      assert.ok(await jobs.jobClaim('w', [KIND], 10, 1000));
      const [shown] = (await operations.operationList(member, { limit: 1, statuses: ['running'] })).items;
      assert.deepEqual(shown, {
        id,
        action: 'check',
        topic: 'image',
        subject: { id: 'i', name: 'image i' },
        status: 'running',
        message: '',
        progress: { done: 1, total: 2 },
        projectId: OURS,
        user: { id: ANNA, name: 'anna' },
        can: { cancel: true, retry: false },
        obstacles: { cancel: null, retry: WHY['under-way'] },
        createdAt: 1,
        updatedAt: 10,
        finishedAt: null,
      });
      const { can, obstacles } = await operations.operationGet(reader, id);
      assert.deepEqual(
        [can, obstacles],
        [
          { cancel: false, retry: false },
          { cancel: WHY.role, retry: WHY['under-way'] },
        ],
      );
      assert.deepEqual((await operations.operationList(member, { limit: 1, subjectId: 'other' })).items, []);
    });

    it('are cancelled, and done again where they failed, by the domain that does them', async (context) => {
      const { operations, add, asked, told, end } = await open(context);
      const id = await add(1);
      await assert.rejects(operations.operationCancel(stranger, id), fails('not-found'));
      await assert.rejects(operations.operationRetry(member, id), fails('conflict'));
      await operations.operationCancel(member, id);
      assert.deepEqual(told, [id]);
      await end('failed');
      assert.deepEqual((await operations.operationGet(member, id)).can, { cancel: false, retry: true });
      await assert.rejects(operations.operationCancel(member, id), fails('conflict'));
      await operations.operationRetry(member, id);
      assert.deepEqual(asked, [`cancel ${id}`, `retry ${id}`]);
      const other = await add(2, { action: 'unpack', id: 'gone' });
      await assert.rejects(operations.operationCancel(member, other), fails('conflict'));
      assert.equal((await operations.operationGet(member, other)).subject.name, null);
      await end('cancelled');
      assert.deepEqual((await operations.operationGet(member, other)).obstacles, {
        cancel: WHY.over,
        retry: WHY.elsewhere,
      });
    });

    it('say what is in the way of what cannot be done', async (context) => {
      const { operations, add, end } = await open(context);
      const id = await add(1, { action: 'build' });
      await assert.rejects(operations.operationCancel(member, id), { code: 'conflict', message: /unusable/ });
      await assert.rejects(operations.operationCancel(reader, id), fails('conflict'));
      await end('cancelled');
      assert.deepEqual((await operations.operationGet(member, id)).obstacles, {
        cancel: WHY.over,
        retry: WHY['secrets-gone'],
      });
      await assert.rejects(operations.operationRetry(member, id), { code: 'conflict', message: /Secrets/ });
      await assert.rejects(operations.operationRetry(reader, id), { code: 'forbidden', message: /role member/ });
      const done = await add(2);
      await end('succeeded');
      assert.deepEqual((await operations.operationGet(member, done)).obstacles, {
        cancel: WHY.over,
        retry: WHY.succeeded,
      });
    });
  });
}
