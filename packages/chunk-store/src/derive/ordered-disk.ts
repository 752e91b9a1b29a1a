import { DiskError, type NbdExtent, type WritableExport } from '@ingot/disk';
import { CHUNK_SIZE } from '../chunk-id.ts';
import type { Derivation } from './derivation.ts';

/**
 * A disk that is written once, from its beginning to its end, through NBD, and is stored while it comes: no copy of it
 * lies anywhere else, and what is passed over is zeros and costs nothing. `qemu-img convert` writes like that unless it
 * is told `-W`.
 */
export interface OrderedDisk {
  /** To be served, to one writer. It cannot be read. */
  readonly disk: WritableExport;
  /** Bytes up to the end of what has been written. */
  readonly reached: number;
  /** Resolves when what has come is with the derivation, and no more is taken. @throws why something of it was not. */
  seal(): Promise<void>;
}

/** @param derivation takes the bytes; whoever began it finishes or gives it up, after `seal`. */
export function orderedDisk(derivation: Pick<Derivation, 'size' | 'write' | 'zero'>): OrderedDisk {
  const { size } = derivation;
  let reached = 0;
  let isSealed = false;
  // One after the other, as the derivation wants it: a large write comes in pieces that do not wait for each other.
  let last: Promise<void> = Promise.resolve();
  const next = (offset: number, length: number, change: () => Promise<void>): Promise<void> => {
    if (isSealed) return Promise.reject(new DiskError('io', 'The disk takes no more writes.'));
    if (offset < reached) {
      const message = `Bytes at ${offset} came after those up to ${reached}: the disk is written in order only.`;
      return Promise.reject(new DiskError('io', message));
    }
    reached = offset + length;
    last = last.then(change);
    // Met by whoever waits for it, and by `seal`.
    last.catch(() => undefined);
    return last;
  };
  return {
    get reached() {
      return reached;
    },
    seal: () => {
      isSealed = true;
      return last;
    },
    disk: {
      size,
      readOnly: false,
      preferredBlockSize: CHUNK_SIZE,
      read: () => Promise.reject(new DiskError('io', 'The disk can only be written.')),
      extents: async function* extents(offset, length): AsyncGenerator<NbdExtent> {
        const end = offset + length;
        const written = Math.min(Math.max(reached, offset), end);
        if (written > offset) yield { kind: 'data', offset, length: written - offset };
        if (end > written) yield { kind: 'zero', offset: written, length: end - written };
      },
      write: (offset, bytes) => next(offset, bytes.length, () => derivation.write(offset, bytes)),
      zero: (offset, length) => next(offset, length, () => derivation.zero(offset, length)),
      flush: () => last,
    },
  };
}
