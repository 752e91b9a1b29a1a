import { ALLOCATION } from './option-replies.ts';
import type { NbdExtent } from './nbd-export.ts';
import { MAGIC, REPLY_DONE, REPLY_TYPE, STATE, type Errno } from './protocol.ts';

/** "Simple reply message", without its data. @param errno 0 for success. */
export function simpleReply(cookie: bigint, errno: Errno | 0): Buffer {
  const reply = Buffer.allocUnsafe(16);
  reply.writeUInt32BE(MAGIC.SIMPLE_REPLY);
  reply.writeUInt32BE(errno, 4);
  reply.writeBigUInt64BE(cookie, 8);
  return reply;
}

/** NBD_REPLY_TYPE_NONE: success, and nothing more to say. */
export function emptyChunk(cookie: bigint): Buffer {
  return chunkHeader(cookie, REPLY_DONE, REPLY_TYPE.NONE, 0, 0);
}

/** NBD_REPLY_TYPE_OFFSET_DATA, without its data. @param length of the data in bytes. @param isLast of the reply. */
export function dataChunk(cookie: bigint, { offset, length, isLast }: DataChunk): Buffer {
  const chunk = chunkHeader(cookie, isLast ? REPLY_DONE : 0, REPLY_TYPE.OFFSET_DATA, 8 + length, 8);
  chunk.writeUInt32BE(Math.floor(offset / 2 ** 32), 20);
  chunk.writeUInt32BE(offset % 2 ** 32, 24);
  return chunk;
}

interface DataChunk {
  readonly offset: number;
  readonly length: number;
  readonly isLast: boolean;
}

/** NBD_REPLY_TYPE_ERROR, which ends a reply. @param sentence for people; less than 4 KiB. */
export function errorChunk(cookie: bigint, errno: Errno, sentence: string): Buffer {
  const message = Buffer.from(sentence);
  const chunk = chunkHeader(cookie, REPLY_DONE, REPLY_TYPE.ERROR, 6 + message.length, 6 + message.length);
  chunk.writeUInt32BE(errno, 20);
  chunk.writeUInt16BE(message.length, 24);
  message.copy(chunk, 26);
  return chunk;
}

/** NBD_REPLY_TYPE_BLOCK_STATUS of `base:allocation`. @param extents one after the other, each shorter than 4 GiB. */
export function statusChunk(cookie: bigint, extents: readonly NbdExtent[]): Buffer {
  const length = 4 + 8 * extents.length;
  const chunk = chunkHeader(cookie, REPLY_DONE, REPLY_TYPE.BLOCK_STATUS, length, length);
  chunk.writeUInt32BE(ALLOCATION.id, 20);
  for (const [position, extent] of extents.entries()) {
    chunk.writeUInt32BE(extent.length, 24 + 8 * position);
    chunk.writeUInt32BE(extent.kind === 'zero' ? STATE.HOLE | STATE.ZERO : 0, 28 + 8 * position);
  }
  return chunk;
}

/** "Structured reply chunk message", with room for as much of the payload as is said. */
function chunkHeader(cookie: bigint, flags: number, type: number, length: number, room: number): Buffer {
  const chunk = Buffer.allocUnsafe(20 + room);
  chunk.writeUInt32BE(MAGIC.STRUCTURED_REPLY);
  chunk.writeUInt16BE(flags, 4);
  chunk.writeUInt16BE(type, 6);
  chunk.writeBigUInt64BE(cookie, 8);
  chunk.writeUInt32BE(length, 16);
  return chunk;
}
