/** The program of a thread that compresses, one batch after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { PieceCompressor } from './compression.ts';
import type { Batch, CompressionReply, CompressionSetup } from './compression-threads.ts';

const port = parentPort;
if (!port) throw new Error('this module is the program of a worker thread');
// As the one who starts the thread gives it.
const compressor = new PieceCompressor((workerData as CompressionSetup).codec);

port.on('message', ({ plain, packed, length }: Batch) => {
  const lengths = compressor.compress(Buffer.from(plain.buffer, 0, length), Buffer.from(packed.buffer));
  port.postMessage({ plain, packed, lengths } satisfies CompressionReply, [plain.buffer, packed.buffer]);
});
