import { endedBefore, type JobHandler, type JobRun, type NewJob } from '../jobs/index.ts';
import type { ReportOutcome, TreeRoot } from '../images/index.ts';
import { runCancellable } from './cancellable-work.ts';
import { suggestionOf } from './found-properties.ts';
import { UNKNOWN_FILE_TYPE } from './profiles.ts';
import type { Boot, InspectionContext } from './inspection-context.ts';
import type { Report } from './report.ts';
import type { Found } from './report-store.ts';

/** The kind of job that looks at the disk of an image. Its id is that of the report. */
export const REPORT_JOB = 'image-report';
/** The kind of job that starts the disk of an image first. */
export const BOOT_TEST_JOB = 'image-boot-test';

type ReportOfJob = Pick<Report, 'id' | 'imageId' | 'projectId' | 'requestedBy'>;

export function reportJob({ id, imageId, projectId, requestedBy: userId }: ReportOfJob, at: number): NewJob {
  const about = { action: 'check', topic: 'image', id: imageId, projectId, userId } as const;
  // Not the lane of the project: its disks are made there, which reports wait for.
  return { id, kind: REPORT_JOB, subject: imageId, lane: `reports of ${projectId}`, about, payload: null, at };
}

export function bootTestJob(report: ReportOfJob, at: number): NewJob {
  const { imageId: id, projectId, requestedBy: userId } = report;
  const about = { action: 'boot-test', topic: 'image', id, projectId, userId } as const;
  return { ...reportJob(report, at), kind: BOOT_TEST_JOB, lane: `boot tests of ${projectId}`, about };
}

/** @param kind how what is to be known of the disk is found out. */
export function reportHandler(context: InspectionContext, kind: 'look' | 'boot'): JobHandler {
  const { store, views, tryBoot, clock, log } = context;
  return {
    // A disk that takes the service down takes it down no more than this.
    maxAttempts: 3,
    run: async ({ id }, run) => {
      const report = await store.reportBegin(id, clock.now());
      if (!report) return endedBefore((await store.reportFind(id))?.state.status === 'cancelled');
      const cancellable = {
        id,
        cancelWanted: () => store.cancelWanted(id),
        end: (failure: string | null) => store.reportEnd(id, failure, clock.now()),
        log,
      };
      const progress: JobRun['progress'] = (...news) => run.progress(...news);
      return runCancellable(run, cancellable, async (signal) => {
        const disk = await views.wait(report.imageId, { signal, progress, asker: report.requestedBy });
        const boot = kind === 'boot' ? await tryBoot(report.imageId, disk, { signal, progress }) : null;
        progress('The disk is looked at.');
        const verdicts = await judge(context, report, disk.root, boot, signal);
        return summaryOf(verdicts);
      });
    },
    gaveUp: async ({ id }, reason) => {
      log.error({ report: id, reason }, 'a disk was not looked at');
      await store.reportEnd(id, reason, clock.now());
    },
  };
}

type Verdicts = ReportOutcome['verdicts'];

/** Of which profiles the disk passes, in a line. */
function summaryOf(verdicts: Verdicts): string {
  const having = (wanted: Verdicts[number][1]): string =>
    verdicts.flatMap(([profile, verdict]) => (verdict === wanted ? [profile] : [])).join(', ');
  const [failed, unknown, passed] = [having('fail'), having('unknown'), having('pass')];
  return [
    ...(failed === '' ? [] : [`Failed: ${failed}.`]),
    ...(unknown === '' ? [] : [`Not known: ${unknown}.`]),
    ...(passed === '' ? [] : [`Passed: ${passed}.`]),
  ].join(' ');
}

/** By what is known of the disk, or else by a look at it. The image may have gone meanwhile: the report stays. */
async function judge(
  context: InspectionContext,
  report: Report,
  root: TreeRoot,
  boot: Boot | null,
  signal: AbortSignal,
): Promise<Verdicts> {
  const { store, clock } = context;
  const known = await store.verdictsFind(root, report.profiles);
  const findings = await store.findingsFind(root);
  const isKnown = boot === null && findings !== null && report.profiles.every(({ hash }) => known.has(hash));
  const found = isKnown ? null : await lookAndJudge(context, report, root, boot, signal);
  const verdicts: Verdicts = found
    ? found.results.map(({ result }) => [result.profile, result.verdict])
    : report.profiles.map(({ id, hash }) => [id, known.get(hash) ?? 'unknown']);
  const seen = found ? found.findings : findings;
  const outcome = { verdicts, suggestion: context.suggests && seen ? suggestionOf(seen) : null };
  await store.reportFinish(report, { root, found, outcome, now: clock.now() });
  return verdicts;
}

async function lookAndJudge(
  { profiles, lookAt }: InspectionContext,
  report: Report,
  root: TreeRoot,
  boot: Boot | null,
  signal: AbortSignal,
): Promise<Found> {
  signal.throwIfAborted();
  // Those that have changed since the report was asked for judge no more.
  const current = report.profiles.flatMap((key) => {
    const profile = profiles.find(key.id, key.hash);
    return profile ? [{ key, profile }] : [];
  });
  const fileType = current.map(({ key }) => key.subject).find((subject) => subject !== '') ?? null;
  const image = {
    fileType: fileType === UNKNOWN_FILE_TYPE ? null : fileType,
    parentFileType: null,
    ...(boot && { boot: boot.facts }),
  };
  const { findings, results } = await lookAt(root, {
    profiles: current.map(({ profile }) => profile),
    image,
    signal,
  });
  return {
    findings,
    attachments: boot?.attachments ?? [],
    results: current.flatMap(({ key, profile }, index) => {
      const result = results[index];
      return result ? [{ key, profile, result }] : [];
    }),
  };
}
