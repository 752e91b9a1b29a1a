import { announced } from './announced.ts';
import type { Changes } from './changes/index.ts';
import type { Image, ImageStore } from './images/index.ts';
import type { ReportStore } from './inspection/index.ts';
import type { ImageId, ProjectId } from './kernel/ids.ts';
import type { VolumeStore } from './volumes/index.ts';

/**
 * Stores that announce what was changed through them, once it is committed. What a transaction writes is noted by what
 * it is asked to write, so nobody can change something and forget to say so.
 */
export function announcingImages(store: ImageStore, changes: Changes): ImageStore {
  return {
    ...store,
    transaction: (work) =>
      announced(changes, (note) =>
        store.transaction((tx) => {
          const fresh = note();
          const wrote = ({ id, ownerId: project, visibility }: Parameters<typeof tx.imageInsert>[0]): void =>
            fresh({ topic: 'image', id, project, isPublic: visibility === 'public' });
          // Whoever changes what belongs to an image has found it, for its lock: it is not read once more.
          const found = new Map<ImageId, Image>();
          const wroteTo = async (id: ImageId): Promise<void> => {
            const image = found.get(id) ?? (await tx.imageFind(id));
            if (image) wrote(image);
          };
          // Its owner sees who has it, and what he says; he himself sees that he has it, or has it no more.
          const shared = async (id: ImageId, member: ProjectId): Promise<void> => {
            await wroteTo(id);
            fresh({ topic: 'image', id, project: member, isPublic: false });
          };
          return work({
            ...tx,
            imageFind: async (id) => {
              const image = await tx.imageFind(id);
              if (image) found.set(id, image);
              return image;
            },
            imageInsert: async (image) => {
              wrote(image);
              return tx.imageInsert(image);
            },
            imageWrite: async (image, before) => {
              wrote(image);
              // Whoever saw it so far has to hear that he does no more.
              if (before.visibility === 'public') wrote(before);
              await tx.imageWrite(image, before);
            },
            memberInsert: async (member) => {
              await shared(member.imageId, member.memberId);
              return tx.memberInsert(member);
            },
            memberWrite: async (member) => {
              await shared(member.imageId, member.memberId);
              await tx.memberWrite(member);
            },
            memberDelete: async (id, member) => {
              await shared(id, member);
              return tx.memberDelete(id, member);
            },
            fillingCancel: async (task, ...when) => {
              const freed = await tx.fillingCancel(task, ...when);
              if (freed) {
                const seen = { project: freed.ownerId, isPublic: false } as const;
                fresh({ topic: 'volume', id: freed.volumeId, ...seen });
                fresh({ topic: 'operation', id: task, ...seen });
              }
              return freed;
            },
            pushPartInsert: async (id, part) => {
              // How far it has come is seen in lists.
              await wroteTo(id);
              return tx.pushPartInsert(id, part);
            },
          });
        }),
      ),
  };
}

/** As `announcingImages`, for what comes of reports, which is written to their images. */
export function announcingReports(
  store: ReportStore,
  { imageFind }: Pick<ImageStore, 'imageFind'>,
  changes: Changes,
): ReportStore {
  const announce = async (id: Parameters<typeof imageFind>[0]): Promise<void> => {
    const image = await imageFind(id);
    if (!image) return;
    const { ownerId: project, visibility } = image;
    changes.announce({ topic: 'image', id, project, isPublic: visibility === 'public' });
  };
  return {
    ...store,
    reportAdd: async (report, next) => {
      await store.reportAdd(report, next);
      if ('outcome' in next) await announce(report.imageId);
    },
    reportFinish: async (report, end) => {
      await store.reportFinish(report, end);
      await announce(report.imageId);
    },
  };
}

/** As `announcingImages`, for volumes and their snapshots. */
export function announcingVolumes(store: VolumeStore, changes: Changes): VolumeStore {
  return {
    ...store,
    transaction: (work) =>
      announced(changes, (note) =>
        store.transaction((tx) => {
          const fresh = note();
          const volume = ({ id, ownerId: project }: Parameters<typeof tx.volumeInsert>[0]): void =>
            fresh({ topic: 'volume', id, project, isPublic: false });
          const snapshot = ({ id, ownerId: project }: Parameters<typeof tx.snapshotInsert>[0]): void =>
            fresh({ topic: 'snapshot', id, project, isPublic: false });
          return work({
            ...tx,
            volumeInsert: async (inserted) => {
              volume(inserted);
              await tx.volumeInsert(inserted);
            },
            volumeWrite: async (written, before) => {
              volume(written);
              await tx.volumeWrite(written, before);
            },
            volumeDelete: async (deleted, now) => {
              volume(deleted);
              await tx.volumeDelete(deleted, now);
            },
            snapshotInsert: async (inserted) => {
              snapshot(inserted);
              await tx.snapshotInsert(inserted);
            },
            snapshotWrite: async (written, before) => {
              snapshot(written);
              await tx.snapshotWrite(written, before);
            },
            snapshotDelete: async (id) => {
              const deleted = await tx.snapshotFind(id);
              if (deleted) snapshot(deleted);
              await tx.snapshotDelete(id);
            },
          });
        }),
      ),
  };
}
