/** The program of the thread that makes checksums in the background, when nobody else wants the processor. */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { CHUNK_SIZE } from '../chunk-id.ts';
import { beginDigests } from '../digest/digests.ts';
import { ZERO_CHUNK } from '../zero-chunk.ts';
import type { ChecksumReply, ChecksumRequest, ChecksumSetup } from './checksum-worker.ts';

const port = parentPort;
if (!port) throw new Error('this module is the program of a worker thread');
// On Linux a priority belongs to a thread: 0 is the calling one, not the process.
setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

// As the one who starts the thread gives it.
const { algorithms } = workerData as ChecksumSetup;
const digests = beginDigests(algorithms);

function perform(request: ChecksumRequest): ChecksumReply {
  if ('bytes' in request) {
    const { buffer, byteOffset, length } = request.bytes;
    digests.update(Buffer.from(buffer, byteOffset, length));
  } else if ('zeros' in request) {
    for (let left = request.zeros; left > 0; left -= CHUNK_SIZE) digests.update(ZERO_CHUNK.subarray(0, left));
  } else return digests.finish();
  return null;
}

port.on('message', (request: ChecksumRequest) => port.postMessage(perform(request)));
