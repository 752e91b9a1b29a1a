import { CHUNK_SIZE } from '../chunk-id.ts';

/** A chunk's place in shared memory, for as long as somebody uses it. */
export interface Slot {
  readonly number: number;
  readonly bytes: Buffer<SharedArrayBuffer>;
  /** One more user. */
  retain(): void;
  /** One user less; after the last the slot belongs to the next upload that waits. */
  release(): void;
}

/**
 * The bytes that all uploads together have between socket and pack: this and one partial chunk each is all the memory
 * they take. Who waits is served in order, and an ingest waits for one slot at a time, so streams share it fairly.
 */
export class SlotPool {
  readonly memory: SharedArrayBuffer;
  readonly #size: number;
  /** The last one given back is taken first: it is warm, and memory that was never needed is never touched. */
  readonly #free: number[];
  readonly #waiting = new Set<(slot: number) => void>();

  /** @param size of each, in bytes. */
  constructor(slots: number, size: number = CHUNK_SIZE) {
    this.#size = size;
    this.memory = new SharedArrayBuffer(slots * size);
    this.#free = Array.from({ length: slots }, (_, index) => slots - 1 - index);
  }

  get free(): number {
    return this.#free.length;
  }

  /** @throws the signal's reason when it fires first. */
  async acquire(signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted();
    const number = this.#free.pop() ?? (await this.#wait(signal));
    let users = 1;
    return {
      number,
      bytes: Buffer.from(this.memory, number * this.#size, this.#size),
      retain: () => {
        users += 1;
      },
      release: () => {
        users -= 1;
        if (users === 0) this.#giveBack(number);
        if (users < 0) throw new Error(`slot ${number} was released more often than it was retained`);
      },
    };
  }

  #wait(signal: AbortSignal): Promise<number> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.#waiting.delete(take);
        reject(signal.reason);
      };
      const take = (number: number): void => {
        signal.removeEventListener('abort', stop);
        resolve(number);
      };
      signal.addEventListener('abort', stop, { once: true });
      this.#waiting.add(take);
    });
  }

  #giveBack(number: number): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free.push(number);
      return;
    }
    this.#waiting.delete(next);
    next(number);
  }
}
