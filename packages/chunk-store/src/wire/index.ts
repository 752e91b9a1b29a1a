/**
 * For those who send chunks and fetch them, and have no store: a door of its own, as the whole of the chunk store takes
 * longer to load than many a command takes to run.
 */
export { CHUNK_ID_SIZE, CHUNK_SIZE, chunkIdFromBytes, chunkIdOf, chunkIdToBytes, type ChunkId } from '../chunk-id.ts';
export { isChunkStoreError } from '../errors.ts';
export { framedBytesAside } from '../frame.ts';
export type { StoredBytes } from '../read/stored-bytes.ts';
export { treeRootOf } from '../tree/tree-root-of.ts';
export type { TreeRoot } from '../tree/tree-root.ts';
export { SlotPool, type Slot } from '../workers/slot-pool.ts';
export { WorkerPool } from '../workers/worker-pool.ts';
export { isZero } from '../zero-chunk.ts';
export { giveBack } from './give-back.ts';
export { encodeInstruction, type Instruction } from './instruction.ts';
export { readInstructions } from './read-instructions.ts';
