/**
 * What the main thread and a worker thread tell each other. Bytes are not sent: both see the slots, one block of shared
 * memory, and name a piece of it by slot number and length. The main thread writes a slot before it names it and not
 * again until every job on it has been answered; workers only read, but for a slot that one of them is to fill. Memory for chunks that are read is shared as well,
 * each chunk's by itself: it belongs to the worker from the request to the answer.
 */
import type { ChunkId } from '../chunk-id.ts';
import type { Piece } from '../extract/chunk-plan.ts';
import type { DigestAlgorithm } from '../digest/digests.ts';
import type { Filling } from '../extract/filling.ts';
import type { OpenFile } from '../extract/open-file.ts';
import type { Fault, StoredInMemory } from '../read/stored-chunk.ts';
import type { SharedMemory } from './shared-memory.ts';

/** Given to a worker when it starts. */
export interface WorkerSetup {
  /** The first one is that of the slots. */
  readonly blocks: readonly [SharedArrayBuffer, ...SharedArrayBuffer[]];
  /** What it is there for: what a store needs, or only those who have files and none. */
  readonly work: ThreadWork;
}

/** For 'files' it names chunks, and packs them. */
export type ThreadWork = 'store' | 'files';

/** A piece of shared memory; slot null stands for zeros. */
export interface SharedBytes {
  readonly slot: number | null;
  readonly length: number;
}

/** A stretch of an open file of this machine, in bytes. */
export interface FileStretch {
  /** Its descriptor, which is good in every thread and stays open until the answer. */
  readonly file: number;
  readonly offset: number;
  readonly length: number;
}

/** A slot that is to be filled. */
export interface MadeChunk {
  readonly bytes: SharedBytes;
  readonly pieces: readonly Piece[];
}

/** Consecutive chunks of a file, from its `offset` on; the last one may be short. */
export type FilePiece = FileStretch;

/** A stretch of a file as a piece of a chunk. */
export interface ChunkPart extends FileStretch {
  /** Where it goes, in bytes from the beginning of the chunk. */
  readonly at: number;
}

/** A stored chunk at the beginning of memory for a plain one. */
export type StoredInShared = StoredInMemory & { readonly memory: SharedMemory };

export type WorkerRequest =
  /** Adds bytes to the running checksums `checksums`, which begin with their first update. */
  | {
      readonly op: 'update';
      readonly checksums: number;
      readonly algorithms: readonly DigestAlgorithm[];
      readonly bytes: SharedBytes | SharedMemory;
    }
  | { readonly op: 'finish'; readonly checksums: number; readonly algorithms: readonly DigestAlgorithm[] }
  | { readonly op: 'identify'; readonly bytes: SharedBytes }
  /** `bytes` are a zstd frame that somebody sent. @param length that the plain bytes have to have. */
  | { readonly op: 'unpack'; readonly bytes: SharedBytes; readonly length: number }
  /** The id alone. */
  | { readonly op: 'name'; readonly bytes: SharedBytes }
  | { readonly op: 'compress'; readonly bytes: SharedBytes }
  /** The ids of the chunks of a file, 32 bytes each; zeros for chunks of zeros. */
  | { readonly op: 'name-file'; readonly piece: FilePiece; readonly ids: SharedMemory }
  /** Chunks of a file as they travel, under the ids that they are said to have. */
  | { readonly op: 'pack-file'; readonly piece: FilePiece; readonly ids: SharedMemory }
  /** Fills a piece of memory, which is the worker's from the request to the answer, out of others, which stay as they are. */
  | { readonly op: 'fill'; readonly target: SharedMemory; readonly fillings: readonly Filling[] }
  /** The same with a slot, which is then identified. */
  | { readonly op: 'compose'; readonly bytes: SharedBytes; readonly fillings: readonly Filling[] }
  /** Fills slots out of a file that the thread reads by itself, and identifies them. */
  | { readonly op: 'make'; readonly file: OpenFile; readonly chunks: readonly MadeChunk[] }
  /** Fills pieces of a slot, whose others lie there, out of files, which is then identified. */
  | { readonly op: 'take'; readonly bytes: SharedBytes; readonly parts: readonly ChunkPart[] }
  /** Checks stored chunks, and puts the plain ones in their place. */
  | { readonly op: 'decode'; readonly chunks: readonly StoredInShared[] }
  /** The same with chunks that lie end to end in a file, from `offset` on, which the thread reads by itself first. */
  | { readonly op: 'read'; readonly file: number; readonly offset: number; readonly chunks: readonly StoredInShared[] };

export interface ChunkIdentity {
  readonly id: ChunkId;
  /** CRC-32 of the bytes as they came: plain, or a frame. */
  readonly crc: number;
}

/** What a frame holds; null when it is none, or not of so many bytes. */
export type FrameContent = ({ readonly kind: 'bytes' } & ChunkIdentity) | { readonly kind: 'zeros' } | null;

export interface CompressedChunk {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** CRC-32 of `bytes`. */
  readonly crc: number;
}

/** The answer to each request, by its `op`. */
export interface WorkerResults {
  readonly update: null;
  /** Hex, in the order of the algorithms. */
  readonly finish: readonly string[];
  readonly identify: ChunkIdentity;
  readonly unpack: FrameContent;
  readonly name: ChunkId;
  /** Null when compression does not pay. */
  readonly compress: CompressedChunk | null;
  /** What is wrong with the file, or null. */
  readonly 'name-file': string | null;
  /** Instructions, end to end, or what is wrong with the file. */
  readonly 'pack-file': { readonly bytes: Uint8Array<ArrayBuffer> } | string;
  /** What is wrong with a filling, or null. */
  readonly fill: Fault | null;
  /** The same, or what it was filled with: null for zeros. */
  readonly compose: Fault | ChunkIdentity | null;
  /** What is wrong with the file, or what the slots were filled with: null for zeros. */
  readonly make: Fault | readonly (ChunkIdentity | null)[];
  /** What is wrong with a file, or what the slot holds: null for zeros. */
  readonly take: Fault | ChunkIdentity | null;
  /** What is wrong with each; null for those whose memory holds the plain bytes now. */
  readonly decode: readonly (Fault | null)[];
  /** The same, or what is wrong with the file. */
  readonly read: Fault | readonly (Fault | null)[];
}

/** Done one after the other, and answered together: a message costs both sides as much as hashing 16 KiB. */
export type WorkerBatch = readonly WorkerRequest[];

/** The answers to a batch, in its order. */
export type WorkerReply = readonly WorkerResults[WorkerRequest['op']][];
