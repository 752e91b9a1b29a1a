import { CHUNK_SIZE } from '../../images/index.ts';
import type { DiskDiff, PartDiff } from '@ingot/inspector';
import type { ImageId, JobId, ProjectId, UserId } from '../../kernel/ids.ts';
import type { ReportState } from '../report.ts';

/** A comparison of the disks of two images. It goes through the same states as a report. */
export interface ImageDiff {
  /** Also of the job that does the work. */
  readonly id: JobId;
  readonly before: ImageId;
  readonly after: ImageId;
  readonly state: ReportState;
  readonly requestedBy: UserId | null;
  /** For whom: the project whose turn at the work it takes. */
  readonly projectId: ProjectId;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What is different, told from the first disk to the second. Sizes in bytes. */
export interface FoundDiff {
  readonly changed: ChangedBytes;
  readonly parts: readonly PartOfDiff[];
  /** Why the disks could not be looked into, so that only their bytes were compared: a sentence; else null. */
  readonly unknown: string | null;
  readonly facts: DiskDiff['facts'];
  readonly systems: DiskDiff['systems'];
}

/** Of a chunk that differs somewhere all bytes count. */
interface ChangedBytes {
  readonly all: number;
  /** In no part of the second disk: tables, boot code, room between partitions. */
  readonly elsewhere: number;
  readonly unit: number;
}

type PartOfDiff = DiskDiff['parts'][number] & {
  /** Null where it has no place of its own: a logical volume lies in partitions, which count it. */
  readonly changed: number | null;
};

export interface WholeDiff {
  readonly diff: ImageDiff;
  /** Null until it is done. */
  readonly found: FoundDiff | null;
}

/** What came of comparing two disks. */
export interface ComparedDisks {
  /** By parts of the second disk. */
  readonly changed: readonly PartDiff[];
  readonly disk:
    | { readonly known: true; readonly value: DiskDiff }
    | { readonly known: false; readonly reason: string };
}

/** Puts bytes and contents together. */
export function foundDiff({ changed, disk }: ComparedDisks): FoundDiff {
  const bytesOf = (name: string): number => changed.find(({ part }) => part === name)?.changed ?? 0;
  const volumes = new Set(
    disk.known ? disk.value.layout.parts.filter(({ kind }) => kind === 'logical-volume').map(({ name }) => name) : [],
  );
  const all = changed.reduce((sum, part) => sum + part.changed, 0);
  const elsewhere = changed.find(({ part }) => part === null)?.changed ?? 0;
  const bytes = { all, elsewhere, unit: CHUNK_SIZE };
  if (!disk.known) return { changed: bytes, parts: [], unknown: disk.reason, facts: [], systems: [] };
  const { facts, systems, parts } = disk.value;
  return {
    changed: bytes,
    parts: parts.map((part) => ({ ...part, changed: volumes.has(part.part) ? null : bytesOf(part.part) })),
    unknown: null,
    facts,
    systems,
  };
}
