/**
 * Packs enciphered at rest, over any other backend.
 *
 *     chunk store ──plain──► sealed ──sealed──► local │ cache over S3 │ …
 *
 * Ids of chunks are in a pack's index, and would tell which known files are stored, so the pack is sealed as a whole.
 * The first key seals; all of them open. Packs that lie open from the time before are read as they are, unless they are
 * to be refused. What is trusted: keys and process, not what the other backend gives back: see block-run.ts.
 */
import { copyToEach } from '../../copy-bytes.ts';
import { randomBytes } from 'node:crypto';
import { ChunkStoreError } from '../../errors.ts';
import type {
  OpenPack,
  PackBackend,
  PackCreateOptions,
  PackOrigin,
  PackReadOptions,
} from '../../packs/pack-backend.ts';
import type { PackId } from '../../packs/pack-id.ts';
import { packCipher, type PackCipher } from './block-run.ts';
import { CipherPool } from './cipher-pool.ts';
import { readPackSeal } from './pack-seal.ts';
import { RunMemory } from './run-memory.ts';
import { BLOCK_SIZE, blockSpan, type BlockSpan, encodeSealedHeader, plainSize, SALT_SIZE } from './sealed-format.ts';
import { SealedPackWriter } from './sealed-pack-writer.ts';
import type { SealingKey } from './sealing-key.ts';

/** Packs whose key and length are kept at hand, a few hundred bytes each. */
const MAX_OPEN_SEALS = 4096;

export interface Sealing {
  /** The first one seals, all of them open. */
  readonly keys: readonly [SealingKey, ...SealingKey[]];
  /** What to do with packs that are not sealed. Refusing keeps anybody from slipping one in. */
  readonly plainPacks: 'read' | 'refuse';
}

/** How to read a pack: null for one that lies open. */
type Opened = { readonly cipher: PackCipher; readonly size: number } | null;

/** @param inner belongs, as the threads do, to the sealed backend from now on, which closes them. */
export function sealedBackend(inner: PackBackend, sealing: Sealing, threads = new CipherPool()): PackBackend {
  return new SealedBackend(inner, sealing, threads);
}

class SealedBackend implements PackBackend {
  readonly origin: PackOrigin;
  readonly #inner: PackBackend;
  readonly #sealing: Sealing;
  readonly #threads: CipherPool;
  readonly #memory = new RunMemory();
  /** Least recently used first. */
  readonly #opened = new Map<PackId, Promise<Opened>>();

  constructor(inner: PackBackend, sealing: Sealing, threads: CipherPool) {
    this.origin = inner.origin;
    this.#inner = inner;
    this.#sealing = sealing;
    this.#threads = threads;
  }

  async create(pack: PackId, options?: PackCreateOptions): Promise<OpenPack> {
    const [key] = this.#sealing.keys;
    const salt = randomBytes(SALT_SIZE);
    const header = encodeSealedHeader(key.fingerprint, salt);
    const cipher = packCipher(key.packKey(salt), header, pack);
    return new SealedPackWriter(await this.#inner.create(pack, options), header, cipher, this.#threads);
  }

  async read(pack: PackId, offset: number, length: number, options: PackReadOptions = {}): Promise<Buffer> {
    const buffer = Buffer.allocUnsafeSlow(length);
    await this.readInto(pack, offset, [buffer], options);
    return buffer;
  }

  async readInto(
    pack: PackId,
    offset: number,
    targets: readonly Buffer[],
    options: PackReadOptions = {},
  ): Promise<void> {
    const opened = await this.#open(pack, options);
    if (!opened) return this.#readInner(pack, offset, targets, options);
    const { cipher, size } = opened;
    const length = targets.reduce((sum, target) => sum + target.length, 0);
    if (offset + length > size) throw new ChunkStoreError('corrupt', `pack ${pack} ends before ${offset + length}`);
    if (length === 0) return;
    await this.#openBlocks(pack, cipher, blockSpan(offset, length, size), options, (plain) => {
      copyToEach(plain, targets, offset % BLOCK_SIZE);
    });
  }

  /**
   * Looks at the pack anew, whatever is kept of it: who asks for the size wants to know how it is. Only the last block
   * proves that this is the end.
   */
  async size(pack: PackId): Promise<number> {
    const opened = await this.#open(pack, { fresh: true });
    if (!opened) return this.#inner.size(pack);
    const { cipher, size } = opened;
    await this.#openBlocks(pack, cipher, blockSpan(Math.max(0, size - 1), 1, size), { fresh: true }, () => undefined);
    return size;
  }

  async delete(pack: PackId): Promise<void> {
    this.#opened.delete(pack);
    await this.#inner.delete(pack);
  }

  list(): AsyncIterable<PackId> {
    return this.#inner.list();
  }

  async close(): Promise<void> {
    this.#opened.clear();
    await this.#threads.close();
    await this.#inner.close();
  }

  /** @param take is given the plain bytes, for as long as it runs. */
  async #openBlocks(
    pack: PackId,
    cipher: PackCipher,
    span: BlockSpan,
    options: PackReadOptions,
    take: (plain: Buffer) => void,
  ): Promise<void> {
    const sealed = this.#memory.lend(span.length);
    await this.#readInner(pack, span.offset, [sealed], options);
    const place = { first: span.first, ends: span.last === span.final };
    const { run, length } = await this.#threads.open(cipher, sealed, place);
    if (length !== null) take(run.subarray(0, length));
    this.#memory.giveBack(run);
    if (length !== null) return;
    const where = `within ${span.length} bytes from ${span.offset}`;
    throw new ChunkStoreError('corrupt', `pack ${pack} is not as it was sealed, ${where}`);
  }

  async #readInner(pack: PackId, offset: number, targets: readonly Buffer[], options: PackReadOptions): Promise<void> {
    if (this.#inner.readInto) return this.#inner.readInto(pack, offset, targets, options);
    const length = targets.reduce((sum, target) => sum + target.length, 0);
    copyToEach(await this.#inner.read(pack, offset, length, options), targets);
  }

  #open(pack: PackId, options: PackReadOptions): Promise<Opened> {
    if (options.fresh) this.#opened.delete(pack);
    const opened = this.#opened.get(pack) ?? this.#openAnew(pack, options);
    this.#opened.delete(pack);
    this.#opened.set(pack, opened);
    for (const oldest of this.#opened.keys()) {
      if (this.#opened.size <= MAX_OPEN_SEALS) break;
      this.#opened.delete(oldest);
    }
    return opened;
  }

  #openAnew(pack: PackId, options: PackReadOptions): Promise<Opened> {
    const opened = this.#unseal(pack, options);
    // A pack that cannot be opened now may be later; who asked for it sees the error.
    opened.catch(() => {
      if (this.#opened.get(pack) === opened) this.#opened.delete(pack);
    });
    return opened;
  }

  async #unseal(pack: PackId, options: PackReadOptions): Promise<Opened> {
    const { seal, size } = await readPackSeal(this.#inner, pack, options);
    if (seal.kind === 'plain') {
      if (this.#sealing.plainPacks === 'read') return null;
      throw new ChunkStoreError('locked', `pack ${pack} is not sealed, and packs that are not sealed are refused`);
    }
    const key = this.#sealing.keys.find(({ fingerprint }) => fingerprint === seal.fingerprint);
    if (!key) throw new ChunkStoreError('locked', `pack ${pack} is sealed with the key ${seal.fingerprint}`);
    const cipher = packCipher(key.packKey(seal.salt), seal.header, pack);
    return { cipher, size: plainSize(size) };
  }
}
