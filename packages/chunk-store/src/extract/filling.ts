import type { PackedCodec } from '@ingot/disk';
import type { SharedMemory } from '../workers/shared-memory.ts';

/** What a stretch of memory is to hold. Lengths in bytes. @template Place how it is said where bytes come from. */
export type Filling<Place = SharedMemory> = {
  /** From the beginning of the memory. */
  readonly offset: number;
  readonly length: number;
} & (
  | { readonly kind: 'zero' }
  /** Bytes as they are. */
  | { readonly kind: 'stored'; readonly from: readonly Place[] }
  /** The first bytes of what comes out of packed ones. */
  | {
      readonly kind: 'packed';
      readonly from: readonly Place[];
      readonly codec: PackedCodec;
      /** Of what comes out, at most. */
      readonly plainLength: number;
      /** Where they are in their file, for people. */
      readonly at: number;
    }
);
