/** The program of a worker thread: hashes and compresses pieces of shared memory, one request after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import { compressIfWorth, releaseRoom } from '../compression.ts';
import { crc32 } from '../crc.ts';
import { chunkRanges } from '../extract/chunk-range.ts';
import { beginDigests, type DigestAlgorithm, type Digests } from '../digest/digests.ts';
import { fillMemory } from '../extract/fill-memory.ts';
import { fillingOf } from '../extract/fillings-of.ts';
import { openFileReader } from '../extract/open-file.ts';
import { framedBytes } from '../frame.ts';
import { decodeInPlace } from '../read/stored-chunk.ts';
import { isZero, ZERO_CHUNK } from '../zero-chunk.ts';
import { fillFromFiles, nameFile, orFault, packFile } from './file-piece.ts';
import type {
  ChunkIdentity,
  CompressedChunk,
  FrameContent,
  SharedBytes,
  WorkerBatch,
  WorkerReply,
  WorkerRequest,
  WorkerResults,
  WorkerSetup,
} from './protocol.ts';
import type { SharedMemory } from './shared-memory.ts';

const port = parentPort;
if (!port) throw new Error('this module is the program of a worker thread');
const { blocks } = workerData as WorkerSetup;
const running = new Map<number, Digests>();

function view({ slot, length }: SharedBytes): Buffer {
  return slot === null ? ZERO_CHUNK.subarray(0, length) : Buffer.from(blocks[0], slot * CHUNK_SIZE, length);
}

function memoryOf({ block, offset, length }: SharedMemory): Buffer {
  return Buffer.from(typeof block === 'number' ? (blocks[block] ?? blocks[0]) : block, offset, length);
}

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

function make({ file, chunks }: Extract<WorkerRequest, { op: 'make' }>): WorkerResults['make'] {
  const read = openFileReader(file);
  const made: (ChunkIdentity | null)[] = [];
  for (const { bytes, pieces } of chunks) {
    const target = view(bytes);
    const fillings = pieces.map((piece) => fillingOf(piece, (at, length) => chunkRanges(file.start, at, length)));
    const fault = fillMemory(target, fillings, read);
    if (fault !== null) return fault;
    made.push(identifyData(target));
  }
  return made;
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

function perform(request: WorkerRequest): WorkerResults[WorkerRequest['op']] {
  switch (request.op) {
    case 'update':
      digests(request.checksums, request.algorithms).update(
        'slot' in request.bytes ? view(request.bytes) : memoryOf(request.bytes),
      );
      return null;
    case 'finish': {
      const results = digests(request.checksums, request.algorithms).finish();
      running.delete(request.checksums);
      return results;
    }
    case 'identify':
      return identify(view(request.bytes));
    case 'unpack':
      return unpack(view(request.bytes), request.length);
    case 'name':
      return chunkIdOf(view(request.bytes));
    case 'compress':
      return compress(view(request.bytes));
    case 'name-file':
      return nameFile(request.piece, memoryOf(request.ids));
    case 'pack-file':
      return packFile(request.piece, memoryOf(request.ids));
    case 'fill':
      return fillMemory(memoryOf(request.target), request.fillings, memoryOf);
    case 'compose': {
      const bytes = view(request.bytes);
      return fillMemory(bytes, request.fillings, memoryOf) ?? identifyData(bytes);
    }
    case 'make':
      return orFault(() => make(request));
    case 'take': {
      const bytes = view(request.bytes);
      return fillFromFiles(bytes, request.parts) ?? identifyData(bytes);
    }
    case 'decode':
      return request.chunks.map(({ memory, ...stored }) => decodeInPlace(memoryOf(memory), stored));
  }
}

port.on('message', (requests: WorkerBatch) => {
  const results = requests.map(perform);
  const transfer = results.flatMap((result) =>
    result !== null && typeof result === 'object' && 'bytes' in result ? [result.bytes.buffer] : [],
  );
  port.postMessage(results satisfies WorkerReply, transfer);
});
