import { CHUNK_ID_SIZE, CHUNK_SIZE, chunkIdFromBytes } from '../chunk-id.ts';
import { ByteQueue } from './byte-queue.ts';
import { CODES, HEADER_SIZE, type Instruction } from './instruction.ts';

/** What came is no series of instructions. The message is for whoever sent it. */
export class InstructionError extends Error {
  override readonly name = 'InstructionError';
}

/**
 * Instructions as they come. Holds one chunk, whose bytes are good until the next instruction is asked for, and what the
 * source gives at once.
 *
 * @param source whose pieces are taken over: their memory is given back once they are read.
 * @throws InstructionError, or what `source` throws.
 */
export async function* readInstructions(source: AsyncIterable<Buffer>): AsyncGenerator<Instruction> {
  const queue = new ByteQueue(source, CHUNK_SIZE);
  try {
    for (let number = 0; ; number += 1) {
      const header = await queue.take(HEADER_SIZE);
      if (header.length === 0) return;
      yield await readInstruction(queue, header, number);
    }
  } finally {
    await queue.close();
  }
}

async function readInstruction(queue: ByteQueue, header: Buffer, number: number): Promise<Instruction> {
  const refuse = (what: string): InstructionError => new InstructionError(`instruction ${number} ${what}`);
  if (header.length < HEADER_SIZE) throw refuse('is cut off');
  const [code = 0, source = 0] = header;
  const count = header.readUInt32LE(4);
  const first = header.readUInt32LE(8);
  if (header.readUInt16LE(2) !== 0) throw refuse('has an unknown field');
  if (count === 0) throw refuse('is about nothing');
  if (code === CODES.copy) return { kind: 'copy', source, first, count };
  if (source !== 0 || first !== 0) throw refuse('names a source and is no copy');
  if (code === CODES.zeros) return { kind: 'zeros', count };
  if (code !== CODES.plain && code !== CODES.zstd) throw refuse(`is of the unknown kind ${code}`);
  if (count > CHUNK_SIZE) throw refuse(`has a chunk of ${count} bytes; ${CHUNK_SIZE} is the most`);
  const idBytes = await queue.take(CHUNK_ID_SIZE);
  if (idBytes.length < CHUNK_ID_SIZE) throw refuse('is cut off');
  const id = chunkIdFromBytes(idBytes);
  const bytes = await queue.take(count);
  if (bytes.length < count) throw refuse('is cut off');
  return { kind: 'chunk', id, codec: code === CODES.plain ? 'plain' : 'zstd', bytes };
}
