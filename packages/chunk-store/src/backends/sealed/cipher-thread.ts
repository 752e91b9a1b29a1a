/** The program of a cipher thread: seals and opens runs of blocks, one after the other. */
import { parentPort } from 'node:worker_threads';
import { openRun, sealRun, type PackCipher, type RunPlace } from './block-run.ts';

/** The bytes are handed over, and back with the answer. */
export interface CipherRequest {
  readonly job: number;
  readonly op: 'seal' | 'open';
  readonly cipher: PackCipher;
  readonly place: RunPlace;
  readonly run: Uint8Array<ArrayBuffer>;
}

export interface CipherReply {
  readonly job: number;
  readonly run: Uint8Array<ArrayBuffer>;
  /** How many of the bytes are to be used; null when a block is not as it was sealed. */
  readonly length: number | null;
}

const port = parentPort;
if (!port) throw new Error('this module is the program of a worker thread');

port.on('message', ({ job, op, cipher, place, run }: CipherRequest) => {
  const bytes = Buffer.from(run.buffer, run.byteOffset, run.length);
  let length: number | null = run.length;
  if (op === 'seal') sealRun(cipher, bytes, place);
  else length = openRun(cipher, bytes, place);
  port.postMessage({ job, run, length } satisfies CipherReply, [run.buffer]);
});
