import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { BUILT_IN_PROFILES, unknownResult } from '@ingot/inspector';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import { parseTreeRoot, type TreeRoot } from '../images/index.ts';
import { newImageId, newJobId, newProjectId, newUserId, type ImageId, type JobId } from '../kernel/ids.ts';
import { imageDiffJob } from './diffs/image-diff-job.ts';
import { createSqlImageDiffStore, imageDiffMigrations } from './diffs/image-diff-store.sql.ts';
import type { ImageDiffStore } from './diffs/image-diff-store.ts';
import { forgetReports } from './forget-reports.ts';
import { judgedProfiles, Profiles } from './profiles.ts';
import { reportJob } from './report-job.ts';
import { createSqlReportStore, inspectionMigrations } from './report-store.sql.ts';
import type { ReportStore } from './report-store.ts';

const [PROFILE = assert.fail()] = BUILT_IN_PROFILES;
const FINDINGS = {
  layout: { size: 512, table: null, parts: [], warnings: [], usedEnd: 512 },
  firmware: { known: false as const, reason: 'It is empty.' },
  systems: [],
};

interface Stores {
  readonly store: ReportStore;
  readonly diffs: ImageDiffStore;
}

async function open(context: TestContext, engine: (typeof ENGINES)[number]): Promise<Stores> {
  const { database, remove } = await temporaryDatabase({
    migrations: [inspectionMigrations, imageDiffMigrations],
    engine,
  });
  context.after(remove);
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    store: createSqlReportStore(database, {
      enqueue: nothing,
      outcomeWrite: (_tx, _image, _outcome, results) => results(),
    }),
    diffs: createSqlImageDiffStore(database, nothing),
  };
}

function rootOf(letter: string): TreeRoot {
  return parseTreeRoot(letter.repeat(64)) ?? assert.fail();
}

/** A report that is done, with what was found and something to show. */
async function reportOn(store: ReportStore, imageId: ImageId, root: TreeRoot): Promise<JobId> {
  const profiles = judgedProfiles(new Profiles([PROFILE]), [PROFILE.id], { diskFormat: 'raw' });
  const [key = assert.fail()] = profiles;
  const id = newJobId();
  const report = { id, imageId, root, profiles, requestedBy: newUserId(), projectId: newProjectId(), createdAt: 1 };
  await store.reportAdd(report, { job: reportJob(report, 1) });
  const result = unknownResult(PROFILE, 'It is empty.');
  const found = {
    findings: FINDINGS,
    attachments: [{ name: 'serial.log', mediaType: 'text/plain' as const, bytes: Buffer.from('up') }],
    results: [{ profile: PROFILE, key, result }],
  };
  await store.reportFinish(report, { root, found, outcome: { verdicts: [], suggestion: null }, now: 2 });
  return id;
}

async function comparisonOf(diffs: ImageDiffStore, before: ImageId, after: ImageId): Promise<JobId> {
  const id = newJobId();
  const diff = { id, before, after, requestedBy: newUserId(), projectId: newProjectId(), createdAt: 1 };
  await diffs.diffAdd(diff, imageDiffJob(diff));
  return id;
}

for (const engine of ENGINES) {
  describe(`reports of images that are gone, on ${engine}`, () => {
    it('are forgotten with what only they have found; those of others stay', async (context) => {
      const { store, diffs } = await open(context, engine);
      const [gone, there, other] = [newImageId(), newImageId(), newImageId()];
      const [alone, shared] = [rootOf('a'), rootOf('b')];
      const forgotten = [await reportOn(store, gone, alone), await reportOn(store, gone, shared)];
      const kept = await reportOn(store, there, shared);
      const lost = [await comparisonOf(diffs, gone, there), await comparisonOf(diffs, there, gone)];
      const compared = await comparisonOf(diffs, there, other);

      const imageGone = (image: ImageId): Promise<boolean> => Promise.resolve(image === gone);
      const round = (): Promise<void> => forgetReports({ store, diffs, imageGone }, new AbortController().signal);
      await round();
      await round();

      for (const id of forgotten) assert.equal(await store.reportFind(id), null);
      for (const id of lost) assert.equal(await diffs.diffFind(id), null);
      assert.equal(await store.findingsFind(alone), null);
      const report = (await store.reportFind(kept)) ?? assert.fail();
      const { findings, results, attachments } = await store.reportRead(report);
      assert.deepEqual(findings, FINDINGS);
      assert.deepEqual([results.length, attachments.map(({ name }) => name)], [1, ['serial.log']]);
      assert.notEqual(await diffs.diffFind(compared), null);
      assert.deepEqual(await store.reportedImages(null, 10), [there]);
    });

    it('stay while the image is only in the trash', async (context) => {
      const { store, diffs } = await open(context, engine);
      const id = await reportOn(store, newImageId(), rootOf('c'));
      await forgetReports({ store, diffs, imageGone: () => Promise.resolve(false) }, new AbortController().signal);
      assert.notEqual(await store.reportFind(id), null);
    });
  });
}
