import type { TreeRoot } from '@ingot/chunk-store';
import type { ImageId, JobId, ProjectId } from '../kernel/ids.ts';
import type { ExportFormat } from './export-format.ts';

/**
 * The disk of an image as a file of some format: its checksum, and the file itself where it cannot be made while it is
 * sent. There is one of a format for an image.
 *
 *     request ──► preparing ──► ready ──(long unused, no room, image deleted)──► gone
 *                     │  └────► failed ──request──► preparing
 *                     └─delete─► gone
 */
export interface ImageExport {
  readonly imageId: ImageId;
  readonly format: ExportFormat;
  /** Whose request it was. */
  readonly projectId: ProjectId | null;
  readonly state: ExportState;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When somebody has taken it, to the hour. */
  readonly usedAt: number;
}

export type ExportState =
  | {
      readonly status: 'preparing';
      readonly task: JobId;
      /** In bytes that were worked through. */
      readonly done: number;
      /** Null before it is known. */
      readonly total: number | null;
    }
  | ({ readonly status: 'ready' } & PreparedExport)
  /** A sentence. */
  | { readonly status: 'failed'; readonly reason: string };

export interface PreparedExport {
  /** Of the disk that it was made of. */
  readonly diskRoot: TreeRoot;
  /** Of the file, in bytes. */
  readonly size: number;
  /** Of all bytes of the file, in hex. */
  readonly sha256: string;
  /** The file, where it is kept; null where it is made while it is sent. */
  readonly artefact: TreeRoot | null;
}

/** Names an export. */
export type ExportKey = Pick<ImageExport, 'imageId' | 'format'>;
