import { Speedometer } from './speed.ts';
import type { UploadState } from './upload.ts';
import type { Sample } from './worker/sample.ts';
import { COPIED, type WorkOrder, type WorkReport } from './worker/work.ts';

interface Listener {
  /** How it stands, again and again. */
  readonly state: (state: UploadState) => void;
  readonly sampled: (sample: Sample) => void;
  /** It stands so from now on; unless it was stopped. */
  readonly ended: (state: UploadState) => void;
}

/** An upload that a worker of this page sees to, of all the pages of this browser only this one. */
export class RunningUpload {
  readonly #worker = new Worker(new URL('worker/upload-worker.ts', import.meta.url), { type: 'module' });
  readonly #order: WorkOrder;
  readonly #listener: Listener;
  readonly #speed = new Speedometer();
  /** Ends what holds the lock. */
  readonly #end = Promise.withResolvers<void>();
  #hasEnded = false;

  constructor(order: WorkOrder, listener: Listener) {
    this.#order = order;
    this.#listener = listener;
    this.#worker.addEventListener('message', ({ data }: MessageEvent<WorkReport>) => this.#take(data));
    this.#worker.addEventListener('error', ({ message }) =>
      this.#finish({ kind: 'failed', reason: 'broken', message }),
    );
    void this.#begin();
  }

  /** At once: what is on its way is lost, what has come stays. */
  stop(): void {
    this.#hasEnded = true;
    this.#worker.terminate();
    this.#end.resolve();
  }

  async #begin(): Promise<void> {
    await navigator.locks.request(`ingot.upload.${this.#order.imageId}`, { ifAvailable: true }, async (lock) => {
      if (lock === null) this.#finish({ kind: 'elsewhere' });
      else {
        this.#worker.postMessage(this.#order, COPIED);
        await this.#end.promise;
      }
    });
  }

  #take(report: WorkReport): void {
    if (this.#hasEnded) return;
    switch (report.kind) {
      case 'progress': {
        const progress = this.#speed.progress(performance.now(), report.done, this.#order.file.size);
        this.#listener.state({ kind: 'running', progress });
        return;
      }
      case 'sampled':
        this.#listener.sampled(report.sample);
        return;
      case 'finished':
        this.#finish({ kind: 'finished' });
        return;
      case 'failed':
        this.#finish(report);
    }
  }

  #finish(state: UploadState): void {
    if (this.#hasEnded) return;
    this.stop();
    this.#listener.ended(state);
  }
}
