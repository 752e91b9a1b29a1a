import type { ApiClient } from '@ingot/client';

/** How a transfer goes, all in bytes. */
export interface TransferProgress {
  /** Of the image what has been dealt with, in whatever way. */
  readonly done: number;
  /** Of the image, in all. */
  readonly total: number;
  /** What went over the wire as chunks and instructions. */
  readonly wire: number;
}

/** What every transfer takes. */
export interface TransferOptions {
  readonly client: ApiClient;
  readonly imageId: string;
  /** Connections. */
  readonly lanes?: number;
  readonly signal: AbortSignal;
  readonly progress?: (progress: TransferProgress) => void;
}

export interface Transferred {
  /** Of the image, in bytes. */
  readonly size: number;
  /** What went over the wire as chunks and instructions, in bytes. */
  readonly wire: number;
  /** Of the image's tree. */
  readonly root: string;
}

export const DEFAULT_LANES = 4;

/** Counts, and tells. */
export class TransferMeter {
  #done = 0;
  #wire = 0;
  readonly #total: number;
  readonly #tell: (progress: TransferProgress) => void;

  constructor(total: number, tell: (progress: TransferProgress) => void = () => undefined) {
    this.#total = total;
    this.#tell = tell;
  }

  get done(): number {
    return this.#done;
  }

  get wire(): number {
    return this.#wire;
  }

  did(bytes: number): void {
    this.#done += bytes;
    this.#changed();
  }

  /** In all: what was thought to be done may not have been. */
  hasDone(bytes: number): void {
    this.#done = bytes;
    this.#changed();
  }

  sent(bytes: number): void {
    this.#wire += bytes;
    this.#changed();
  }

  #changed(): void {
    this.#tell({ done: this.#done, total: this.#total, wire: this.#wire });
  }
}
