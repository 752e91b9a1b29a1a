/** Two pieces of memory of the same length, which begin where a page of the system does. */
export type AreaPair = readonly [Buffer, Buffer];

/** Memory to write past the page cache from, used again and again. */
export class AlignedAreas {
  readonly #pairs: number;
  readonly #size: number;
  #free: AreaPair[] | null = null;

  /** @param size of an area in bytes, whole pages. Memory is taken when the first pair is. */
  constructor(pairs: number, size: number) {
    this.#pairs = pairs;
    this.#size = size;
  }

  /** The pair that was given back last: it is warm. Null when all are taken. */
  take(): AreaPair | null {
    this.#free ??= this.#all();
    return this.#free.pop() ?? null;
  }

  giveBack(pair: AreaPair): void {
    this.#free?.push(pair);
  }

  #all(): AreaPair[] {
    const length = 2 * this.#pairs * this.#size;
    // What can be resized has pages of its own; other memory begins anywhere.
    const memory = new ArrayBuffer(length, { maxByteLength: length });
    const area = (index: number): Buffer => Buffer.from(memory, index * this.#size, this.#size);
    return Array.from({ length: this.#pairs }, (_, index) => [area(2 * index), area(2 * index + 1)] as const);
  }
}
