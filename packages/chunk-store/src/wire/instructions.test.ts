import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import { noise } from '../testing/content.ts';
import { encodeInstruction, type Instruction } from './instruction.ts';
import { InstructionError, readInstructions } from './read-instructions.ts';

const PLAIN = noise(1000, 'plain');
const PACKED = Buffer.alloc(CHUNK_SIZE, 'packed');

const INSTRUCTIONS: readonly Instruction[] = [
  { kind: 'zeros', count: 7 },
  { kind: 'copy', source: 3, first: 4_000_000_000, count: 2 },
  { kind: 'chunk', id: chunkIdOf(PLAIN), codec: 'plain', bytes: PLAIN },
  { kind: 'chunk', id: chunkIdOf(PACKED), codec: 'zstd', bytes: zstdCompressSync(PACKED) },
];

/** Each piece is spoilt when the next one is asked for, as one whose memory has been given back. */
async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) {
    const piece = Buffer.from(bytes.subarray(start, start + size));
    yield piece;
    piece.fill(0xee);
  }
}

function refused(bytes: Buffer, message: RegExp): Promise<void> {
  return assert.rejects(
    Array.fromAsync(readInstructions(inPieces(bytes, 5000))),
    (error) => error instanceof InstructionError && message.test(error.message),
  );
}

describe('instructions', () => {
  test('come as they were sent, cut in any way', async () => {
    const some = fc.array(fc.constantFrom(...INSTRUCTIONS), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(some, fc.integer({ min: 1, max: 3000 }), async (list, size) => {
        const bytes = Buffer.concat(list.flatMap(encodeInstruction));
        const come: Instruction[] = [];
        // A chunk is good until the next one comes.
        for await (const one of readInstructions(inPieces(bytes, size)))
          come.push(one.kind === 'chunk' ? { ...one, bytes: Buffer.from(one.bytes) } : one);
        assert.deepEqual(come, list);
      }),
      { numRuns: 60 },
    );
  });

  test('that are cut off are refused, wherever that is', async () => {
    for (const sent of INSTRUCTIONS) {
      const bytes = Buffer.concat(encodeInstruction(sent));
      for (const length of [1, 11, Math.min(13, bytes.length - 1), bytes.length - 1]) {
        await refused(bytes.subarray(0, length), /is cut off/);
      }
    }
  });

  test('that nobody could have sent are refused', async () => {
    const zeros = Buffer.concat(encodeInstruction({ kind: 'zeros', count: 1 }));
    const changed = (at: number, value: number): Buffer => {
      const bytes = Buffer.from(zeros);
      bytes[at] = value;
      return bytes;
    };
    await refused(changed(0, 5), /unknown kind 5/);
    await refused(changed(0, 0), /unknown kind 0/);
    await refused(changed(1, 1), /names a source/);
    await refused(changed(2, 1), /unknown field/);
    await refused(changed(4, 0), /about nothing/);
    await refused(changed(8, 1), /names a source/);
  });

  test('that would take more memory than a chunk are refused before they are read', async () => {
    const huge = Buffer.from([3, 0, 0, 0, 1, 0, 4, 0, 0, 0, 0, 0]);
    await refused(huge, /a chunk of 262145 bytes/);
  });

  test('are asked for no more once somebody stops reading', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<Buffer> {
      try {
        for (;;) yield Buffer.concat(encodeInstruction({ kind: 'zeros', count: 1 }));
      } finally {
        closed = true;
      }
    }
    for await (const instruction of readInstructions(endless())) if (instruction.kind === 'zeros') break;
    assert.ok(closed);
  });
});
