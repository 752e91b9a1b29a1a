import type { ChunkStore } from '@ingot/chunk-store';
import type { QemuImg } from '@ingot/disk';
import type { SocketPlaces } from './socket-places.ts';

export interface ConversionRun {
  readonly signal: AbortSignal;
  /** Told how far it has come, in bytes of the disk. */
  readonly progress: (done: number, size: number) => void;
}

export interface ConverterParts {
  readonly chunks: Pick<ChunkStore, 'derive'>;
  readonly qemuImg: QemuImg;
  readonly sockets: SocketPlaces;
  /** Of a disk, in bytes. */
  readonly maxSize: number;
}
