/** The program of the thread that makes checksums of stored content, when nobody else wants the processor. */
import { createHash } from 'node:crypto';
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { CHUNK_SIZE } from '../chunk-id.ts';
import { ZERO_CHUNK } from '../zero-chunk.ts';
import type { ChecksumReply, ChecksumRequest } from './checksum-worker.ts';

const port = parentPort;
if (!port) throw new Error('this module is the program of a worker thread');
// On Linux a priority belongs to a thread: 0 is the calling one, not the process.
setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

const [md5, sha512] = [createHash('md5'), createHash('sha512')];

function update(bytes: Uint8Array): void {
  md5.update(bytes);
  sha512.update(bytes);
}

function perform(request: ChecksumRequest): ChecksumReply {
  if ('bytes' in request) update(request.bytes);
  else if ('zeros' in request) {
    for (let left = request.zeros; left > 0; left -= CHUNK_SIZE) update(ZERO_CHUNK.subarray(0, left));
  } else return { md5: md5.digest('hex'), sha512: sha512.digest('hex') };
  return null;
}

port.on('message', (request: ChecksumRequest) => port.postMessage(perform(request)));
