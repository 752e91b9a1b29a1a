import type { ByteSink } from '@ingot/chunk-store';
import type { Caller } from '../kernel/caller.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { ExportFormat } from './export-format.ts';
import type { ImageExport } from './image-export.ts';

/**
 * Disks of images as files of other formats. Whoever may download an image may have it as any of them; refusals are those
 * of a download, and `conflict` where the image is no disk or the format cannot hold it.
 */
export interface Exports {
  /** Opens the file of a format. `conflict` for one that has to be prepared first. */
  exportOpen(caller: Caller, id: ImageId, format: ExportFormat): Promise<OpenedExport>;
  /** Has the file and its checksum made, unless they are there or on their way; a failure is tried again. */
  exportPrepare(caller: Caller, id: ImageId, format: ExportFormat): Promise<ImageExport>;
  /** `not-found` when nobody has asked for it, or it was given up again. */
  exportGet(caller: Caller, id: ImageId, format: ExportFormat): Promise<ImageExport>;
  exportList(caller: Caller, id: ImageId): Promise<readonly ImageExport[]>;
  /** Cancels or gives up; for the project that asked for it and the owner of the image. */
  exportDelete(caller: Caller, id: ImageId, format: ExportFormat): Promise<void>;
}

/** A file as it is sent. */
export interface OpenedExport {
  /** What to call it. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Names the bytes: equal tags, equal files. */
  readonly tag: string;
  /** Of all bytes, in hex; null while nobody has had it made. */
  readonly sha256: string | null;
  /** Sends a range. @throws IngotError, the signal's reason, or what the sink throws. */
  send(
    sink: ByteSink,
    range: { readonly offset: number; readonly length: number; readonly signal: AbortSignal },
  ): Promise<void>;
}
