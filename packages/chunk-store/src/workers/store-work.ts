/** What threads do for a store: they hash and compress pieces of shared memory, one request after the other. */
import { chunkIdOf } from '../chunk-id.ts';
import { compressIfWorth, releaseRoom } from '../compression.ts';
import { crc32 } from '../crc.ts';
import { chunkRanges } from '../extract/chunk-range.ts';
import { beginDigests, type DigestAlgorithm, type Digests } from '../digest/digests.ts';
import { fillMemory } from '../extract/fill-memory.ts';
import { fillingOf } from '../extract/fillings-of.ts';
import { openFileReader } from '../extract/open-file.ts';
import { framedBytes } from '../frame.ts';
import { decodeInPlace, type Fault } from '../read/stored-chunk.ts';
import { isZero } from '../zero-chunk.ts';
import { fillFromFiles, orFault } from './file-piece.ts';
import { workOnFiles } from './file-work.ts';
import type { ChunkIdentity, CompressedChunk, FrameContent, WorkerRequest, WorkerResults } from './protocol.ts';
import { readExactly } from './read-exactly.ts';
import type { SharedBlocks } from './shared-blocks.ts';
import type { SharedMemory } from './shared-memory.ts';

const running = new Map<number, Digests>();

function digests(number: number, algorithms: readonly DigestAlgorithm[]): Digests {
  const known = running.get(number);
  if (known) return known;
  const begun = beginDigests(algorithms);
  running.set(number, begun);
  return begun;
}

function identify(bytes: Buffer): ChunkIdentity {
  return { id: chunkIdOf(bytes), crc: crc32(bytes) };
}

/** Null for zeros. */
function identifyData(bytes: Buffer): ChunkIdentity | null {
  return isZero(bytes) ? null : identify(bytes);
}

function make({ file, chunks }: Extract<WorkerRequest, { op: 'make' }>, shared: SharedBlocks): WorkerResults['make'] {
  const read = openFileReader(file);
  const made: (ChunkIdentity | null)[] = [];
  for (const { bytes, pieces } of chunks) {
    const target = shared.slot(bytes);
    const fillings = pieces.map((piece) => fillingOf(piece, (at, length) => chunkRanges(file.start, at, length)));
    const fault = fillMemory(target, fillings, read);
    if (fault !== null) return fault;
    made.push(identifyData(target));
  }
  return made;
}

/** One after the other: each is checked while it lies in the cache of this processor. */
function readStored(
  { file, offset, chunks }: Extract<WorkerRequest, { op: 'read' }>,
  shared: SharedBlocks,
): readonly (Fault | null)[] {
  let at = offset;
  return chunks.map(({ memory, ...stored }) => {
    const bytes = shared.memory(memory);
    readExactly(file, bytes.subarray(0, stored.storedLength), at);
    at += stored.storedLength;
    return decodeInPlace(bytes, stored);
  });
}

function compress(bytes: Buffer): CompressedChunk | null {
  const compressed = compressIfWorth(bytes);
  if (compressed === null) return null;
  // The copy has a memory block of its own, which can be handed over instead of being copied again.
  const copy = { bytes: new Uint8Array(compressed), crc: crc32(compressed) };
  releaseRoom(compressed, bytes.length);
  return copy;
}

function unpack(frame: Buffer, length: number): FrameContent {
  const bytes = framedBytes(frame, length);
  if (bytes === null) return null;
  try {
    return isZero(bytes) ? { kind: 'zeros' } : { kind: 'bytes', id: chunkIdOf(bytes), crc: crc32(frame) };
  } finally {
    releaseRoom(bytes, length);
  }
}

export function workOnStore(request: WorkerRequest, shared: SharedBlocks): WorkerResults[WorkerRequest['op']] {
  const memory = (place: SharedMemory): Buffer => shared.memory(place);
  switch (request.op) {
    case 'update':
      digests(request.checksums, request.algorithms).update(
        'slot' in request.bytes ? shared.slot(request.bytes) : shared.memory(request.bytes),
      );
      return null;
    case 'finish': {
      const results = digests(request.checksums, request.algorithms).finish();
      running.delete(request.checksums);
      return results;
    }
    case 'identify':
      return identify(shared.slot(request.bytes));
    case 'unpack':
      return unpack(shared.slot(request.bytes), request.length);
    case 'compress':
      return compress(shared.slot(request.bytes));
    case 'name':
    case 'name-file':
    case 'pack-file':
      return workOnFiles(request, shared);
    case 'fill':
      return fillMemory(shared.memory(request.target), request.fillings, memory);
    case 'compose': {
      const bytes = shared.slot(request.bytes);
      return fillMemory(bytes, request.fillings, memory) ?? identifyData(bytes);
    }
    case 'make':
      return orFault(() => make(request, shared));
    case 'take': {
      const bytes = shared.slot(request.bytes);
      return fillFromFiles(bytes, request.parts) ?? identifyData(bytes);
    }
    case 'decode':
      return request.chunks.map(({ memory: place, ...stored }) => decodeInPlace(memory(place), stored));
    case 'read':
      return orFault(() => readStored(request, shared));
  }
}
