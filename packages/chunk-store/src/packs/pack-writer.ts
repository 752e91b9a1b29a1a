import type { ChunkId } from '../chunk-id.ts';
import type { OpenPack, PackBackend, PackCreateOptions } from './pack-backend.ts';
import type { ChunkCodec, ChunkKind, PackEntry } from './pack-entry.ts';
import { encodePackHeader, encodePackIndex, PACK_HEADER_SIZE } from './pack-format.ts';
import type { PackId } from './pack-id.ts';

/** A chunk on its way into a pack. */
export interface PackRecord {
  readonly id: ChunkId;
  readonly kind: ChunkKind;
  readonly codec: ChunkCodec;
  /** As they will be stored. */
  readonly bytes: Buffer;
  readonly plainLength: number;
  /** CRC-32 of `bytes`. */
  readonly crc: number;
}

/** Writes one pack: header, records in the order given, and at the end the index over them. */
export class PackWriter {
  readonly pack: PackId;
  readonly #open: OpenPack;
  readonly #entries: PackEntry[] = [];
  #size = PACK_HEADER_SIZE;

  static async create(backend: PackBackend, pack: PackId, options?: PackCreateOptions): Promise<PackWriter> {
    return new PackWriter(pack, await backend.create(pack, options));
  }

  private constructor(pack: PackId, open: OpenPack) {
    this.pack = pack;
    this.#open = open;
  }

  get entries(): readonly PackEntry[] {
    return this.#entries;
  }

  /** Bytes so far, without the index. */
  get size(): number {
    return this.#size;
  }

  async append(records: readonly PackRecord[]): Promise<void> {
    const bytes = records.map((record) => record.bytes);
    await this.#open.append(this.#entries.length === 0 ? [encodePackHeader(), ...bytes] : bytes);
    for (const { id, kind, codec, plainLength, crc, bytes: stored } of records) {
      this.#entries.push({ id, kind, codec, plainLength, crc, offset: this.#size, storedLength: stored.length });
      this.#size += stored.length;
    }
  }

  /** Writes the index and makes the pack durable. @returns length of the pack in bytes. */
  async seal(): Promise<number> {
    const end = encodePackIndex(this.#entries, this.#size);
    await this.#open.append([end]);
    await this.#open.seal();
    return this.#size + end.length;
  }

  async discard(): Promise<void> {
    await this.#open.discard();
  }
}
