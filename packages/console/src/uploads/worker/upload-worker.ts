import { ApiClient, RefusedError, UnreachableError } from '@ingot/client';
import { NoPushError, OtherFileError, pushFile, type PushProgress } from './push-file.ts';
import { COPIED, type WorkOrder, type WorkReport } from './work.ts';

/** Milliseconds between two reports of progress. */
const INTERVAL = 200;

/** One upload: it begins with the order, and ends with its last report or with the worker. */
self.addEventListener('message', (event: MessageEvent<WorkOrder>) => {
  void work(event.data);
});

async function work(order: WorkOrder): Promise<void> {
  let told = 0;
  const progress = (now: PushProgress): void => {
    if (Date.now() - told < INTERVAL) return;
    told = Date.now();
    tell({ kind: 'progress', ...now });
  };
  try {
    await pushFile({
      ...order,
      client: new ApiClient({ base: '', token: null }),
      progress,
      sampled: (sample) => tell({ kind: 'sampled', sample }),
    });
    tell({ kind: 'finished' });
  } catch (error) {
    tell({ kind: 'failed', ...reasonOf(error) });
  }
}

function tell(report: WorkReport): void {
  self.postMessage(report, COPIED);
}

function reasonOf(error: unknown): Pick<WorkReport & { kind: 'failed' }, 'reason' | 'message'> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof OtherFileError) return { reason: 'other-file', message };
  if (error instanceof UnreachableError) return { reason: 'unreachable', message };
  if (error instanceof NoPushError) return { reason: 'refused', message };
  if (error instanceof RefusedError) return { reason: error.status === 401 ? 'signed-out' : 'refused', message };
  if (error instanceof DOMException) return { reason: 'unreadable', message };
  throw error;
}
