/** The program of a worker thread: does one request after the other, on pieces of shared memory and of files. */
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerBatch, WorkerReply, WorkerSetup } from './protocol.ts';
import { SharedBlocks } from './shared-blocks.ts';

const port = parentPort;
if (!port) throw new Error('this module is the program of a worker thread');
const { blocks, work } = workerData as WorkerSetup;
const shared = new SharedBlocks(blocks);
// Half of what a thread for files takes to start would be what it never needs.
const perform =
  work === 'files' ? (await import('./file-work.ts')).workOnFiles : (await import('./store-work.ts')).workOnStore;

port.on('message', (requests: WorkerBatch) => {
  const results = requests.map((request) => perform(request, shared));
  const transfer = results.flatMap((result) =>
    result !== null && typeof result === 'object' && 'bytes' in result ? [result.bytes.buffer] : [],
  );
  port.postMessage(results satisfies WorkerReply, transfer);
});
