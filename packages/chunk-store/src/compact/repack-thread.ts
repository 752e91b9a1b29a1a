/** The program of the thread that checks and compresses for compaction, one request after the other. */
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { repackChunk } from './repack-chunk.ts';
import type { RepackReply, RepackRequest } from './repacker.ts';

const port = parentPort;
if (!port) throw new Error('this module is the program of a worker thread');

// On Linux a priority belongs to a thread: 0 is the calling one, not the process.
setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

port.on('message', ({ chunks, level }: RepackRequest) => {
  const before = process.threadCpuUsage();
  const repacked = chunks.map(({ bytes, ...chunk }) => {
    const result = repackChunk({ ...chunk, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) }, level);
    // A memory block of its own, which can be handed over instead of being copied once more.
    return result && { codec: result.codec, crc: result.crc, bytes: new Uint8Array(result.bytes) };
  });
  const { user, system } = process.threadCpuUsage(before);
  const reply: RepackReply = { chunks: repacked, cpu: (user + system) / 1000 };
  port.postMessage(
    reply,
    repacked.flatMap((chunk) => (chunk ? [chunk.bytes.buffer] : [])),
  );
});
