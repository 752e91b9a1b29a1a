/** The program of the scrub's thread: hashes what it is handed, when nobody else wants the processor. */
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { isSound } from './check-stored.ts';
import type { VerifierReply, VerifierRequest } from './verifier.ts';

const port = parentPort;
if (!port) throw new Error('this module is the program of a worker thread');
// On Linux a priority belongs to a thread: 0 is the calling one, not the process.
setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

port.on('message', ({ job, offset, bytes, chunks }: VerifierRequest) => {
  const sound = chunks.map((chunk) => {
    const start = chunk.location.offset - offset;
    return isSound(Buffer.from(bytes.buffer, start, chunk.location.storedLength), chunk);
  });
  port.postMessage({ job, sound } satisfies VerifierReply);
});
