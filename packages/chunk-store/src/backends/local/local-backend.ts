/**
 * Packs as files of a directory on this machine.
 *
 *     <directory>/open/<uuid>.pack        being written; seen by nobody, litter after a crash
 *     <directory>/packs/<2 hex>/<uuid>.pack   sealed: durable and complete
 *
 * Sealing is fsync of the file, rename, fsync of the directory: a name in `packs/` always stands for all the bytes.
 * Packs that nobody is about to read are written past the page cache, where the file system allows that.
 * What is trusted: the file system, to keep what it has synced. Bytes that come back are checked by the reader.
 */
import { mkdir, open, opendir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ChunkStoreError } from '../../errors.ts';
import type { OpenPack, PackBackend, PackCreateOptions } from '../../packs/pack-backend.ts';
import { parsePackId, type PackId } from '../../packs/pack-id.ts';
import { AlignedAreas } from './aligned-areas.ts';
import { CachedWriter, type ByteWriter } from './byte-writer.ts';
import { DirectWriter, openDirect, takesDirectWrites } from './direct-writer.ts';
import { FileHandles } from './file-handles.ts';
import { hasSystemCode, systemError } from './system-error.ts';
import { dropBytes } from './drop-bytes.ts';
import { writeLocalPack } from './local-pack-file.ts';
import { syncDirectory } from './sync-directory.ts';

const SUFFIX = '.pack';
/** Packs that are written past the page cache at a time: 8 MiB of memory for each. More than that go through it. */
const DIRECT_PACKS = 4;
/** What is written at once, in bytes, one after the other: with less, a disk that others use as well gives it less. */
const DIRECT_AREA = 4 * 1024 * 1024;

/** Opens, and makes if needed, a directory of packs. @throws ChunkStoreError 'io', 'storage-full'. */
export async function localBackend(directory: string): Promise<PackBackend> {
  const openDirectory = join(directory, 'open');
  const sealedDirectory = join(directory, 'packs');
  const fanOut = Array.from({ length: 256 }, (_, byte) => join(sealedDirectory, byte.toString(16).padStart(2, '0')));
  try {
    await mkdir(openDirectory, { recursive: true });
    for (const path of fanOut) await mkdir(path, { recursive: true });
    for (const path of [sealedDirectory, directory]) await syncDirectory(path);
  } catch (error) {
    throw systemError(error, `the pack directory ${directory} cannot be made`);
  }
  return new LocalBackend(openDirectory, sealedDirectory);
}

class LocalBackend implements PackBackend {
  readonly origin = 'disk';
  readonly #openDirectory: string;
  readonly #sealedDirectory: string;
  readonly #handles = new FileHandles();
  readonly #areas = new AlignedAreas(DIRECT_PACKS, DIRECT_AREA);
  /** Whether the file system takes direct writes, once somebody wants to know. */
  #takesDirect: Promise<boolean> | null = null;

  constructor(openDirectory: string, sealedDirectory: string) {
    this.#openDirectory = openDirectory;
    this.#sealedDirectory = sealedDirectory;
  }

  async create(pack: PackId, { readLater = false }: PackCreateOptions = {}): Promise<OpenPack> {
    const paths = { open: this.#openPath(pack), sealed: this.#sealedPath(pack), directory: this.#fanOutPath(pack) };
    try {
      if (await exists(paths.sealed)) throw new ChunkStoreError('io', `pack ${pack} is there already`);
      const { file, writer } = (readLater ? await this.#direct(paths.open) : null) ?? (await cached(paths.open));
      return writeLocalPack(file, writer, paths);
    } catch (error) {
      throw systemError(error, `pack ${pack} cannot be made`);
    }
  }

  async read(pack: PackId, offset: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafeSlow(length);
    await this.readInto(pack, offset, [buffer]);
    return buffer;
  }

  async readInto(pack: PackId, offset: number, targets: readonly Buffer[]): Promise<void> {
    try {
      await this.#handles.use(this.#sealedPath(pack), async (file) => {
        let rest = dropBytes(targets, 0);
        for (let position = offset; rest.length > 0;) {
          const { bytesRead } = await file.readv(rest, position);
          if (bytesRead === 0) throw new ChunkStoreError('corrupt', `pack ${pack} ends at ${position}`);
          position += bytesRead;
          rest = dropBytes(rest, bytesRead);
        }
      });
    } catch (error) {
      throw systemError(error, `pack ${pack} cannot be read`);
    }
  }

  async useFile<Result>(pack: PackId, work: (descriptor: number) => Promise<Result>): Promise<Result> {
    try {
      return await this.#handles.use(this.#sealedPath(pack), (file) => work(file.fd));
    } catch (error) {
      throw systemError(error, `pack ${pack} cannot be read`);
    }
  }

  async size(pack: PackId): Promise<number> {
    try {
      return (await stat(this.#sealedPath(pack))).size;
    } catch (error) {
      throw systemError(error, `pack ${pack} cannot be read`);
    }
  }

  async delete(pack: PackId): Promise<void> {
    try {
      await this.#handles.forget(this.#sealedPath(pack));
      await rm(this.#sealedPath(pack), { force: true });
      await rm(this.#openPath(pack), { force: true });
    } catch (error) {
      throw systemError(error, `pack ${pack} cannot be deleted`);
    }
  }

  async *list(): AsyncIterable<PackId> {
    for await (const fanOut of await opendir(this.#sealedDirectory)) {
      for await (const { name } of await opendir(join(this.#sealedDirectory, fanOut.name))) {
        const pack = name.endsWith(SUFFIX) ? parsePackId(name.slice(0, -SUFFIX.length)) : null;
        if (pack) yield pack;
      }
    }
  }

  async close(): Promise<void> {
    await this.#handles.close();
  }

  /** Null when there is no memory for it now, or the file system does not allow it. */
  async #direct(path: string): Promise<{ file: FileHandle; writer: ByteWriter } | null> {
    const areas = this.#areas.take();
    if (!areas) return null;
    const giveBack = (): void => this.#areas.giveBack(areas);
    try {
      // Tried with the file of the pack itself, which is cleared away if this process dies; of another nobody would know.
      this.#takesDirect ??= takesDirectWrites(path, areas);
      if (await this.#takesDirect) {
        const file = await openDirect(path);
        return { file, writer: new DirectWriter(file, areas, giveBack) };
      }
    } catch (error) {
      giveBack();
      throw error;
    }
    giveBack();
    return null;
  }

  #openPath(pack: PackId): string {
    return join(this.#openDirectory, pack + SUFFIX);
  }

  #sealedPath(pack: PackId): string {
    return `${this.#fanOutPath(pack)}/${pack}${SUFFIX}`;
  }

  /** Put together for every read, which `join` would look through. */
  #fanOutPath(pack: PackId): string {
    return `${this.#sealedDirectory}/${pack.slice(0, 2)}`;
  }
}

async function cached(path: string): Promise<{ file: FileHandle; writer: ByteWriter }> {
  const file = await open(path, 'wx');
  return { file, writer: new CachedWriter(file) };
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return false;
    throw error;
  }
}
