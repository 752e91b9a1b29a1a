import type { ChunkId } from '../chunk-id.ts';

interface Options<Value> {
  /** In the unit of `weigh`. */
  readonly capacity: number;
  readonly weigh: (value: Value) => number;
  /** Gives a promise for each id, all of which are awaited here. */
  readonly load: (ids: readonly ChunkId[]) => Map<ChunkId, Promise<Value>>;
}

/** Things by chunk id that are loaded when asked for, once however many ask, and given up least recently used first. */
export class LoadingCache<Value> {
  readonly #options: Options<Value>;
  readonly #values = new Map<ChunkId, Value>();
  readonly #loading = new Map<ChunkId, Promise<Value>>();
  #weight = 0;

  constructor(options: Options<Value>) {
    this.#options = options;
  }

  /** @param ids each once. @throws the error of the first that cannot be loaded. */
  async get(ids: readonly ChunkId[]): Promise<Map<ChunkId, Value>> {
    const absent = ids.filter((id) => !this.#values.has(id) && !this.#loading.has(id));
    if (absent.length > 0) this.#start(absent);
    const values = new Map<ChunkId, Value>();
    await Promise.all(
      ids.map(async (id) => {
        const value = await (this.recall(id) ?? this.#loading.get(id));
        if (value !== undefined) values.set(id, value);
      }),
    );
    return values;
  }

  /** What is here already, as the last one to be given up. */
  recall(id: ChunkId): Value | undefined {
    const value = this.#values.get(id);
    if (value !== undefined) {
      this.#values.delete(id);
      this.#values.set(id, value);
    }
    return value;
  }

  #start(ids: readonly ChunkId[]): void {
    for (const [id, load] of this.#options.load(ids)) {
      const kept = load
        .then((value) => {
          this.#keep(id, value);
          return value;
        })
        .finally(() => {
          this.#loading.delete(id);
        });
      this.#loading.set(id, kept);
    }
  }

  #keep(id: ChunkId, value: Value): void {
    this.#values.set(id, value);
    this.#weight += this.#options.weigh(value);
    for (const [oldest, old] of this.#values) {
      if (this.#weight <= this.#options.capacity) return;
      this.#values.delete(oldest);
      this.#weight -= this.#options.weigh(old);
    }
  }
}
