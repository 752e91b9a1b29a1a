import { CHUNK_SIZE } from '../chunk-id.ts';
import { ZERO_CHUNK } from '../zero-chunk.ts';
import type { SharedBytes, WorkerSetup } from './protocol.ts';
import type { SharedMemory } from './shared-memory.ts';

/** Shared memory, as a thread finds what requests name. */
export class SharedBlocks {
  readonly #blocks: WorkerSetup['blocks'];

  constructor(blocks: WorkerSetup['blocks']) {
    this.#blocks = blocks;
  }

  slot({ slot, length }: SharedBytes): Buffer {
    return slot === null ? ZERO_CHUNK.subarray(0, length) : Buffer.from(this.#blocks[0], slot * CHUNK_SIZE, length);
  }

  memory({ block, offset, length }: SharedMemory): Buffer {
    const memory = typeof block === 'number' ? (this.#blocks[block] ?? this.#blocks[0]) : block;
    return Buffer.from(memory, offset, length);
  }
}
