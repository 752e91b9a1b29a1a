import type { Changes } from './changes/index.ts';
import type { ExportStore } from './exports/index.ts';
import type { ImageDiffStore, ReportStore } from './inspection/index.ts';
import type { ImageId, ProjectId } from './kernel/ids.ts';
import type { PreparationStore } from './preparation/index.ts';

/**
 * Stores of work on images that announce how far it is: to the project that asked for it, by the image whose page shows
 * it. What comes of it for the image itself is announced as such.
 */
function announceWork(changes: Changes, project: ProjectId | null | undefined, ...images: readonly ImageId[]): void {
  if (project === null || project === undefined) return;
  for (const id of images) changes.announce({ topic: 'image-work', id, project, isPublic: false });
}

export function announcingExports(store: ExportStore, changes: Changes): ExportStore {
  const announce = async (key: Parameters<ExportStore['exportFind']>[0]): Promise<void> =>
    announceWork(changes, (await store.exportFind(key))?.projectId, key.imageId);
  return {
    ...store,
    exportRequest: async (...wanted) => {
      const made = await store.exportRequest(...wanted);
      announceWork(changes, made.projectId, made.imageId);
      return made;
    },
    exportTell: async (key, ...progress) => {
      const isWanted = await store.exportTell(key, ...progress);
      await announce(key);
      return isWanted;
    },
    exportFinish: async (key, ...prepared) => {
      const isFinished = await store.exportFinish(key, ...prepared);
      await announce(key);
      return isFinished;
    },
    exportShare: async (key, ...shared) => {
      const isShared = await store.exportShare(key, ...shared);
      await announce(key);
      return isShared;
    },
    exportFail: async (key, ...failure) => {
      await store.exportFail(key, ...failure);
      await announce(key);
    },
    exportDelete: async (key) => {
      const given = await store.exportFind(key);
      const isDeleted = await store.exportDelete(key);
      announceWork(changes, given?.projectId, key.imageId);
      return isDeleted;
    },
  };
}

export function announcingDiffs(store: ImageDiffStore, changes: Changes): ImageDiffStore {
  const announce = async (id: Parameters<ImageDiffStore['diffFind']>[0]): Promise<void> => {
    const diff = await store.diffFind(id);
    if (diff) announceWork(changes, diff.projectId, diff.before, diff.after);
  };
  return {
    ...store,
    diffBegin: async (id, now) => {
      const diff = await store.diffBegin(id, now);
      await announce(id);
      return diff;
    },
    diffFinish: async (id, ...found) => {
      await store.diffFinish(id, ...found);
      await announce(id);
    },
    diffEnd: async (id, ...failure) => {
      await store.diffEnd(id, ...failure);
      await announce(id);
    },
    diffCancel: async (id, now) => {
      const isWanted = await store.diffCancel(id, now);
      await announce(id);
      return isWanted;
    },
  };
}

export function announcingPreparations(store: PreparationStore, changes: Changes): PreparationStore {
  const announce = async (id: Parameters<PreparationStore['preparationFind']>[0]): Promise<void> => {
    const preparation = await store.preparationFind(id);
    if (preparation) announceWork(changes, preparation.projectId, preparation.sourceId);
  };
  return {
    ...store,
    preparationBegin: async (id, now) => {
      const preparation = await store.preparationBegin(id, now);
      await announce(id);
      return preparation;
    },
    preparationFinish: async (id, ...outcome) => {
      await store.preparationFinish(id, ...outcome);
      await announce(id);
    },
    preparationEnd: async (id, ...failure) => {
      await store.preparationEnd(id, ...failure);
      await announce(id);
    },
    preparationCancel: async (id, now) => {
      const isWanted = await store.preparationCancel(id, now);
      await announce(id);
      return isWanted;
    },
  };
}

export function announcingReportWork(store: ReportStore, changes: Changes): ReportStore {
  const announce = async (id: Parameters<ReportStore['reportFind']>[0]): Promise<void> => {
    const report = await store.reportFind(id);
    if (report) announceWork(changes, report.projectId, report.imageId);
  };
  return {
    ...store,
    reportAdd: async (report, next) => {
      await store.reportAdd(report, next);
      announceWork(changes, report.projectId, report.imageId);
    },
    reportBegin: async (id, now) => {
      const report = await store.reportBegin(id, now);
      await announce(id);
      return report;
    },
    reportFinish: async (report, end) => {
      await store.reportFinish(report, end);
      await announce(report.id);
    },
    reportEnd: async (id, ...failure) => {
      await store.reportEnd(id, ...failure);
      await announce(id);
    },
    reportCancel: async (id, now) => {
      const isWanted = await store.reportCancel(id, now);
      await announce(id);
      return isWanted;
    },
  };
}
