import type { ByteSource } from '../byte-source.ts';

export interface Patch {
  /** In bytes from the start. */
  readonly at: number;
  readonly bytes: Buffer;
}

/**
 * A base with some bytes replaced and its end cut off (or zeros added), without a copy of the whole.
 * Every read reuses the memory of the one before, as the contract of {@link ByteSource} allows.
 */
export function patchedSource(base: Buffer, patches: readonly Patch[], size: number): ByteSource {
  let memory = Buffer.alloc(0);
  return {
    size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      if (wanted > memory.length) memory = Buffer.alloc(wanted);
      const bytes = memory.subarray(0, wanted).fill(0);
      base.subarray(Math.min(offset, base.length)).copy(bytes);
      layPatches(bytes, offset, patches);
      return bytes;
    },
  };
}

/** Puts what of the patches lies within `bytes`, which begin at `offset`, in its place; the last one wins. */
export function layPatches(bytes: Buffer, offset: number, patches: Iterable<Patch>): void {
  for (const patch of patches) {
    const from = Math.max(patch.at, offset);
    const to = Math.min(patch.at + patch.bytes.length, offset + bytes.length);
    if (from < to) patch.bytes.copy(bytes, from - offset, from - patch.at, to - patch.at);
  }
}
