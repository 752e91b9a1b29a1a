import { EventEmitter, once } from 'node:events';
import type { VolumeId } from '../../kernel/ids.ts';
import type { VolumeStore } from '../volume-store.ts';
import type { Volume } from '../volume.ts';

/** Milliseconds until somebody looks who was not told: work that was given up ends elsewhere. */
const LOOK_INTERVAL = 1000;

/** Lets wait for the end of work on volumes. */
export class Settling {
  readonly #store: Pick<VolumeStore, 'volumeFind'>;
  readonly #ended = new EventEmitter().setMaxListeners(0);

  constructor(store: Pick<VolumeStore, 'volumeFind'>) {
    this.#store = store;
  }

  /** Work on the volume has ended, however. */
  tell(id: string): void {
    this.#ended.emit(id);
  }

  /** The volume when it waits for no job; null when it is gone. Rejects with the signal's reason. */
  async wait(id: VolumeId, signal: AbortSignal): Promise<Volume | null> {
    for (;;) {
      signal.throwIfAborted();
      const patience = new AbortController();
      const told = once(this.#ended, id, { signal: AbortSignal.any([signal, patience.signal]) });
      told.catch(() => undefined);
      const timer = setTimeout(() => patience.abort(), LOOK_INTERVAL);
      try {
        const volume = await this.#store.volumeFind(id);
        if (!volume || !('task' in volume.state)) return volume;
        await told.catch(() => signal.throwIfAborted());
      } finally {
        clearTimeout(timer);
        patience.abort();
      }
    }
  }
}
