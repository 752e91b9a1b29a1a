/** What threads do for those who have files and no store. */
import { chunkIdOf } from '../chunk-id.ts';
import { nameFile, packFile } from './file-piece.ts';
import type { WorkerRequest, WorkerResults } from './protocol.ts';
import type { SharedBlocks } from './shared-blocks.ts';

export function workOnFiles(request: WorkerRequest, shared: SharedBlocks): WorkerResults[WorkerRequest['op']] {
  if (request.op === 'name') return chunkIdOf(shared.slot(request.bytes));
  if (request.op === 'name-file') return nameFile(request.piece, shared.memory(request.ids));
  if (request.op === 'pack-file') return packFile(request.piece, shared.memory(request.ids));
  throw new Error(`a thread for files was asked to ${request.op}`);
}
