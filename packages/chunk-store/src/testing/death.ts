import type { PackBackend, OpenPack } from '../packs/pack-backend.ts';
import type { PackId } from '../packs/pack-id.ts';
import type { Hook } from './faulty.ts';

/**
 * A process dies at one call to backend or index, before or after the call has taken effect. From then on every call of
 * that process fails; the packs and the index live on, and the next process has to make good of them.
 */
export class Death {
  readonly #moment: number;
  readonly #late: boolean;
  #calls = 0;
  #dead = false;

  /** @param moment which call it is, from 1. @param late whether that call still takes effect. */
  constructor(moment: number, late: boolean) {
    this.#moment = moment;
    this.#late = late;
  }

  get happened(): boolean {
    return this.#dead;
  }

  readonly before: Hook = () => {
    if (!this.#dead) this.#calls += 1;
    this.#check(!this.#late);
  };

  readonly after: Hook = () => {
    this.#check(this.#late);
  };

  #check(now: boolean): void {
    if (now && this.#calls === this.#moment) this.#dead = true;
    if (this.#dead) throw new Error('the process is dead');
  }
}

/** The backend as it is, and a way to close the files that a dead process leaves open, as a real death does. */
export function closing(backend: PackBackend): { backend: PackBackend; closeFiles: () => Promise<unknown> } {
  const opened: OpenPack[] = [];
  const watched: PackBackend = {
    origin: backend.origin,
    create: async (pack: PackId) => {
      const open = await backend.create(pack);
      opened.push(open);
      return open;
    },
    read: (pack, offset, length, options) => backend.read(pack, offset, length, options),
    size: (pack) => backend.size(pack),
    delete: (pack) => backend.delete(pack),
    list: () => backend.list(),
    close: () => backend.close(),
  };
  return { backend: watched, closeFiles: () => Promise.all(opened.map((open) => open.discard())) };
}
