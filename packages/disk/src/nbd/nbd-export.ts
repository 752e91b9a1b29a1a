/** A run of bytes that hold data, or that read as zeros and take no space. Offset and length in bytes. */
export interface NbdExtent {
  readonly kind: 'data' | 'zero';
  readonly offset: number;
  readonly length: number;
}

/**
 * Takes the bytes of a read, in order. The pieces are lent: they are not written to, and their owner uses the memory anew
 * when the promise settles. The next call may come before that.
 */
export type NbdSink = (pieces: readonly Buffer[]) => Promise<void>;

interface Readable {
  /** In bytes; of any alignment. It does not change. */
  readonly size: number;
  /**
   * In what units requests are cheap, in bytes: a power of two from 512 to 1 MiB; 4096 unless told. A hint for tools that
   * copy; reads and writes of any alignment are right.
   */
  readonly preferredBlockSize?: number;
  /**
   * Sends exactly `length` bytes from `offset` on, which lie within the size. Nothing of the sink is open when it settles.
   *
   * @param signal aborts when nobody waits for the bytes any more.
   */
  read(offset: number, length: number, sink: NbdSink, signal: AbortSignal): Promise<void>;
  /** Runs that cover the range from end to end. Whoever asks may stop early. */
  extents(offset: number, length: number): AsyncIterable<NbdExtent>;
  /** Called once for every time it was found, when whoever found it has gone. */
  close?(): Promise<void>;
}

export interface ReadOnlyExport extends Readable {
  readonly readOnly: true;
}

/** Found twice it is the same disk: what is written through one connection is seen by every other, and flushed by any. */
export interface WritableExport extends Readable {
  readonly readOnly: false;
  /** The bytes, 256 KiB at most, are lent until it settles. @throws an error with code ENOSPC when there is no room. */
  write(offset: number, bytes: Buffer): Promise<void>;
  /** The range reads as zeros afterwards. */
  zero(offset: number, length: number): Promise<void>;
  /** When it resolves, what was written before is as durable as the disk ever gets. */
  flush(): Promise<void>;
}

/** What a name stands for on an NBD server: a disk. Offsets and lengths in bytes. */
export type NbdExport = ReadOnlyExport | WritableExport;
