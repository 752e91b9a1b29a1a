import { ChunkStoreError } from '../errors.ts';
import type { OpenPack, PackBackend } from '../packs/pack-backend.ts';
import type { PackId } from '../packs/pack-id.ts';

/** Packs in memory, for tests of what happens in which order: nothing in it waits. */
export class MemoryPackBackend implements PackBackend {
  readonly origin = 'disk';
  readonly #sealed = new Map<PackId, Buffer>();
  readonly #open = new Map<PackId, Buffer[]>();

  /** Packs that are begun and not sealed. */
  get unsealed(): number {
    return this.#open.size;
  }

  async create(pack: PackId): Promise<OpenPack> {
    if (this.#sealed.has(pack) || this.#open.has(pack))
      throw new ChunkStoreError('io', `pack ${pack} is there already`);
    this.#open.set(pack, []);
    const parts = (): Buffer[] => {
      const open = this.#open.get(pack);
      if (!open) throw new ChunkStoreError('io', `pack ${pack} is not open`);
      return open;
    };
    return {
      append: async (bytes) => {
        parts().push(...bytes.map((buffer) => Buffer.from(buffer)));
      },
      seal: async () => {
        this.#sealed.set(pack, Buffer.concat(parts()));
        this.#open.delete(pack);
      },
      discard: async () => {
        this.#open.delete(pack);
      },
    };
  }

  async read(pack: PackId, offset: number, length: number): Promise<Buffer> {
    const bytes = this.#bytes(pack).subarray(offset, offset + length);
    if (bytes.length < length) throw new ChunkStoreError('corrupt', `pack ${pack} ends before ${offset + length}`);
    return Buffer.from(bytes);
  }

  async size(pack: PackId): Promise<number> {
    return this.#bytes(pack).length;
  }

  async delete(pack: PackId): Promise<void> {
    this.#sealed.delete(pack);
    this.#open.delete(pack);
  }

  async *list(): AsyncGenerator<PackId> {
    const packs = [...this.#sealed.keys()];
    yield* packs;
  }

  async close(): Promise<void> {
    return undefined;
  }

  #bytes(pack: PackId): Buffer {
    const bytes = this.#sealed.get(pack);
    if (!bytes) throw new ChunkStoreError('missing', `there is no pack ${pack}`);
    return bytes;
  }
}
