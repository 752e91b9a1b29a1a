import type { Verdict } from '@ingot/inspector';
import { isAdmin, isMemberOf, type Caller } from '../kernel/caller.ts';
import { hasCode, IngotError } from '../kernel/errors.ts';
import { newJobId, type ImageId, type JobId } from '../kernel/ids.ts';
import type { Image } from '../images/index.ts';
import { contradictionsOf, suggestionOf } from './found-properties.ts';
import type { InspectionContext } from './inspection-context.ts';
import type { Inspections } from './inspections.ts';
import { judgedProfiles } from './profiles.ts';
import type { Report } from './report.ts';
import { bootTestJob, reportJob } from './report-job.ts';
import type { NewReport } from './report-store.ts';

type Operations = Pick<
  Inspections,
  'reportRequest' | 'bootTestRequest' | 'reportList' | 'reportGet' | 'reportAttachment' | 'reportCancel'
>;

/** Reports of one image that may wait at a time. */
const MAX_WAITING = 5;

export function reportOperations(context: InspectionContext): Operations {
  const { store, profiles, images, views, suggests, clock, wakeJobs } = context;

  const findReport = async (caller: Caller, id: JobId): Promise<{ readonly report: Report; readonly image: Image }> => {
    const report = await store.reportFind(id);
    if (!report) throw noReport(id);
    try {
      return { report, image: await images.imageGet(caller, report.imageId) };
    } catch (error) {
      // Whoever may not know of the image may not know that there is a report of it.
      throw hasCode(error, 'not-found') ? noReport(id) : error;
    }
  };

  const added = async (id: JobId): Promise<Report> => {
    const report = await store.reportFind(id);
    if (!report) throw noReport(id);
    return report;
  };

  /** A report that could be made of an image for whoever may have its bytes. */
  const newReport = async (caller: Caller, id: ImageId, ids: readonly string[]): Promise<NewReport> => {
    const { image } = await images.dataOpen(caller, id);
    const { projectId } = caller;
    if (projectId === null) throw new IngotError('forbidden', 'Checking an image takes a token of a project.');
    await requireRoom(context, id);
    const view = await views.of(image);
    if (view.kind === 'none') throw new IngotError('conflict', view.reason);
    return {
      id: newJobId(),
      imageId: id,
      root: view.kind === 'ready' ? view.root : null,
      profiles: judgedProfiles(profiles, ids, image),
      requestedBy: caller.userId,
      projectId,
      createdAt: clock.now(),
    };
  };

  return {
    reportRequest: async (caller, id, wanted) => {
      const ids = [...new Set(wanted ?? profiles.ofDisks())];
      for (const each of ids) profiles.get(each);
      const [booting] = profiles.some(ids, 'boot');
      if (booting !== undefined) {
        throw new IngotError('invalid', `Profile ${booting} asks what only a boot shows: request a boot test.`);
      }
      const report = await newReport(caller, id, ids);
      const { root, profiles: judged, createdAt: now } = report;
      const known: ReadonlyMap<string, Verdict> = root ? await store.verdictsFind(root, judged) : new Map();
      const findings = root ? await store.findingsFind(root) : null;
      if (findings && judged.every(({ hash }) => known.has(hash))) {
        const verdicts = judged.map((each) => [each.id, known.get(each.hash) ?? 'unknown'] as const);
        const suggestion = suggests ? suggestionOf(findings) : null;
        await store.reportAdd(report, { outcome: { verdicts, suggestion } });
      } else {
        await store.reportAdd(report, { job: reportJob(report, now) });
        wakeJobs();
      }
      return await added(report.id);
    },

    bootTestRequest: async (caller, id) => {
      const ids = profiles.list().map((profile) => profile.id);
      const report = await newReport(caller, id, profiles.some(ids, 'boot'));
      await store.reportAdd(report, { job: bootTestJob(report, report.createdAt) });
      wakeJobs();
      return await added(report.id);
    },

    reportList: async (caller, imageId, { marker, limit }) => {
      await images.imageGet(caller, imageId);
      const after = marker === undefined ? null : await store.reportFind(marker);
      if (marker !== undefined && after?.imageId !== imageId) {
        throw new IngotError('invalid', `There is no report ${marker} for the list to go on after.`);
      }
      const found = await store.reportList({ imageId, limit: limit + 1, ...(after && { after }) });
      return { items: found.slice(0, limit), more: found.length > limit };
    },

    reportGet: async (caller, id) => {
      const { report, image } = await findReport(caller, id);
      const whole = await store.reportRead(report);
      return { ...whole, contradictions: whole.findings ? contradictionsOf(image, whole.findings) : [] };
    },

    reportAttachment: async (caller, id, name) => {
      const { report } = await findReport(caller, id);
      const { attachments } = await store.reportRead(report);
      const found = attachments.find((each) => each.name === name);
      if (!found) throw new IngotError('not-found', `Report ${id} has nothing that is called ${name}.`);
      return found;
    },

    reportCancel: async (caller, id) => {
      const { report } = await findReport(caller, id);
      if (!isAdmin(caller) && !isMemberOf(caller, report.projectId)) {
        throw new IngotError('forbidden', `Report ${id} was asked for by another project.`);
      }
      await store.reportCancel(id, clock.now());
      return (await findReport(caller, id)).report;
    },
  };
}

async function requireRoom({ store }: InspectionContext, imageId: ImageId): Promise<void> {
  const newest = await store.reportList({ imageId, limit: MAX_WAITING });
  if (newest.length < MAX_WAITING || newest.some(({ state }) => 'finishedAt' in state)) return;
  throw new IngotError('conflict', `${MAX_WAITING} reports of image ${imageId} wait already: wait for one of them.`);
}

function noReport(id: JobId): IngotError {
  return new IngotError('not-found', `No report found with ID ${id}.`);
}
