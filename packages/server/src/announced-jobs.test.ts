import assert from 'node:assert/strict';
import { test } from 'node:test';
import { announcingJobs } from './announced-jobs.ts';
import type { Change } from './changes/index.ts';
import { temporaryDatabase } from './db/testing/temporary-database.ts';
import { createSqlJobStore, jobMigrations } from './jobs/job-store.sql.ts';
import { newJobId, newProjectId } from './kernel/ids.ts';

test('work announces that it runs, how it goes and that it has ended, to those whose it is', async (context) => {
  const { database, remove } = await temporaryDatabase({ migrations: [jobMigrations] });
  context.after(remove);
  const told: Change[] = [];
  const changes = { announce: (change: Change) => void told.push(change), watch: () => assert.fail() };
  const jobs = announcingJobs(createSqlJobStore(database), changes);
  const project = newProjectId();
  const id = newJobId();
  const about = { action: 'import', topic: 'image', id: 'i', projectId: project, userId: null } as const;
  await jobs.jobAdd({ id, kind: 'work', subject: 's', lane: 'l', about, payload: null, at: 1 });
  await jobs.jobAdd({ id: newJobId(), kind: 'work', subject: 's', lane: 'l', about: null, payload: null, at: 2 });
  const claim = { id, worker: 'w', attempt: 1 };
  for (let count = 0; count < 2; count += 1) assert.ok(await jobs.jobClaim('w', ['work'], 10, 100));
  await jobs.jobRenew(claim, 11, 100, null);
  assert.equal(told.length, 1);
  await jobs.jobRenew(claim, 12, 100, { message: 'half of it', measure: null });
  await jobs.jobFinish(claim, 'succeeded', 'done', 13);
  const change = { topic: 'operation', id, project, isPublic: false };
  assert.deepEqual(told, [change, change, change]);
});
