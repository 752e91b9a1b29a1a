import { CHUNK_SIZE, encodeInstruction, type Instruction } from '@ingot/chunk-store';
import type { BaseWindow } from './base-chunks.ts';
import type { FileChunk, NamedChunk } from './file-chunks.ts';

/** Chunks that are compressed side by side. */
const TOGETHER = 4;

export interface PartRules {
  /** Where a part may end, in bytes. */
  readonly grid: number;
  /** Chunk bytes after which a part ends where it may: what a broken connection costs. */
  readonly target: number;
  /** Told of every chunk once it is in the body, or left out of it. */
  readonly took: (chunk: NamedChunk) => void;
}

/** The body of a part: chunks of a file as instructions. It ends with the file's chunks, or at the target. */
export async function* partBody(
  chunks: AsyncIterable<FileChunk>,
  base: BaseWindow,
  { grid, target, took }: PartRules,
): AsyncGenerator<Buffer> {
  let series: Instruction | null = null;
  let packing: Promise<Buffer[]>[] = [];
  let carried = 0;
  const flush = async function* flush(): AsyncGenerator<Buffer> {
    for (const pieces of await Promise.all(packing)) yield* pieces;
    packing = [];
  };
  for await (const chunk of chunks) {
    const next = instructionOf(chunk, base);
    const longer: Instruction | null = series && next ? joined(series, next) : null;
    if (series && !longer) {
      yield* flush();
      yield* encodeInstruction(series);
    }
    series = longer ?? next;
    if (next) chunk.release();
    else {
      packing.push(packed(chunk));
      carried += chunk.bytes.length;
      if (packing.length === TOGETHER) yield* flush();
    }
    took(chunk);
    if (carried >= target && ((chunk.number + 1) * CHUNK_SIZE) % grid === 0) break;
  }
  yield* flush();
  if (series) yield* encodeInstruction(series);
}

/** Null when the chunk itself has to be sent. */
function instructionOf({ id, number }: FileChunk, base: BaseWindow): Exclude<Instruction, { kind: 'chunk' }> | null {
  if (id === null) return { kind: 'zeros', count: 1 };
  const place = base.find(id, number);
  return place && { kind: 'copy', source: place.source, first: place.number, count: 1 };
}

/** One instruction for both, if there is one. */
function joined(series: Instruction, next: Instruction): Instruction | null {
  if (series.kind === 'zeros' && next.kind === 'zeros') return { ...series, count: series.count + next.count };
  if (series.kind !== 'copy' || next.kind !== 'copy' || series.source !== next.source) return null;
  return series.first + series.count === next.first ? { ...series, count: series.count + next.count } : null;
}

async function packed({ id, bytes, compress, release }: FileChunk): Promise<Buffer[]> {
  if (id === null) throw new Error('a chunk of zeros is not sent');
  try {
    const shorter = await compress();
    // The memory is used again: what is not compressed is copied.
    if (!shorter) return encodeInstruction({ kind: 'chunk', id, codec: 'plain', bytes: Buffer.from(bytes) });
    return encodeInstruction({ kind: 'chunk', id, codec: 'zstd', bytes: Buffer.from(shorter.bytes.buffer) });
  } finally {
    release();
  }
}
