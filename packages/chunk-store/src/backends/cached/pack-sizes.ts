import type { PackId } from '../../packs/pack-id.ts';

/** Packs whose length is kept at hand: 256 GiB of them. */
const MAX_SIZES = 4096;

/** Lengths of sealed packs, which never change, asked for once however many want to know. */
export class PackSizes {
  readonly #ask: (pack: PackId) => Promise<number>;
  /** Least recently used first. */
  readonly #sizes = new Map<PackId, Promise<number>>();

  constructor(ask: (pack: PackId) => Promise<number>) {
    this.#ask = ask;
  }

  of(pack: PackId): Promise<number> {
    const size = this.#sizes.get(pack) ?? this.#askAnew(pack);
    this.#sizes.delete(pack);
    this.#sizes.set(pack, size);
    for (const oldest of this.#sizes.keys()) {
      if (this.#sizes.size <= MAX_SIZES) break;
      this.#sizes.delete(oldest);
    }
    return size;
  }

  forget(pack: PackId): void {
    this.#sizes.delete(pack);
  }

  #askAnew(pack: PackId): Promise<number> {
    const size = this.#ask(pack);
    // Whoever asked sees the failure; the next one asks anew.
    size.catch(() => {
      if (this.#sizes.get(pack) === size) this.#sizes.delete(pack);
    });
    return size;
  }
}
