import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile, realpath, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { openedFileExport } from '@ingot/disk';
import { hasErrno } from '../../kernel/errno.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { ImagePoolId } from '../../kernel/ids.ts';
import { DirectoryArtefact } from './directory-artefact.ts';
import type { PoolRoom } from './image-pool.ts';
import { poolFailure } from './pool-failure.ts';
import type { ArtefactName, OpenArtefact, PoolStorage, StoredArtefact } from './pool-storage.ts';

/** Holds the id of the pool: where it is missing, what should be mounted there is not. */
const MARK = '.ingot-pool';
const OTHERS_MAY_WRITE = 0o002;
/** Neither follows a link nor opens what is there already. */
const NEW_FILE = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
const OLD_FILE = constants.O_RDONLY | constants.O_NOFOLLOW;
const MODE = 0o640;

export interface DirectoryPoolOptions {
  readonly id: ImagePoolId;
  readonly directory: string;
  /** Directories that no pool may lie in, or around. */
  readonly reserved: readonly string[];
}

/**
 * A pool in a directory that is there already, local or mounted.
 *
 *     <directory>/.ingot-pool                        whose it is
 *     <directory>/<image>.qcow2                      an artefact
 *     <directory>/.<image>.qcow2.partial             one that is being written
 */
export class DirectoryPool implements PoolStorage {
  readonly #id: ImagePoolId;
  readonly #directory: string;
  readonly #reserved: readonly string[];

  constructor({ id, directory, reserved }: DirectoryPoolOptions) {
    this.#id = id;
    this.#directory = directory;
    this.#reserved = reserved;
  }

  async claim(): Promise<void> {
    const directory = this.#directory;
    if (!path.isAbsolute(directory) || path.normalize(directory) !== directory || directory.includes('\0')) {
      throw new IngotError('invalid', `${directory} is no absolute path in its shortest form.`);
    }
    await this.#requirePlain();
    for (const reserved of this.#reserved) {
      if (isWithin(directory, reserved) || isWithin(reserved, directory)) {
        throw new IngotError('invalid', `${directory} and ${reserved}, where the service keeps its data, overlap.`);
      }
    }
    try {
      const mark = await open(this.#at(MARK), NEW_FILE, MODE);
      try {
        await mark.writeFile(`${this.#id}\n`);
        await mark.sync();
      } finally {
        await mark.close();
      }
      await this.#sync();
    } catch (error) {
      if (!hasErrno(error, 'EEXIST')) throw poolFailure(error, directory);
      if ((await this.#owner()) !== this.#id) {
        const sentence = `${directory} belongs to another image pool: its file ${MARK} says so.`;
        throw new IngotError('conflict', `${sentence} Remove that file if that pool is gone.`);
      }
    }
  }

  async check(): Promise<PoolRoom> {
    await this.#requireOwn();
    const probe = this.#at(`.ingot-probe-${randomUUID()}`);
    try {
      const file = await open(probe, NEW_FILE, MODE);
      try {
        await file.writeFile(this.#id);
        await file.sync();
      } finally {
        await file.close();
        await rm(probe, { force: true });
      }
      return await this.#room();
    } catch (error) {
      throw poolFailure(error, this.#directory);
    }
  }

  async create(name: ArtefactName, size: number): Promise<OpenArtefact> {
    await this.#requireOwn();
    try {
      const [partial, final] = [this.#at(`.${name}.partial`), this.#at(name)];
      await rm(partial, { force: true });
      const { free } = await this.#room();
      if (free !== null && free < size) {
        throw new IngotError(
          'storage-full',
          `The file takes ${size} bytes, and ${this.#directory} has room for ${free}.`,
        );
      }
      const file = await open(partial, NEW_FILE, MODE);
      return new DirectoryArtefact({
        file,
        place: this.#directory,
        publish: async () => {
          await rename(partial, final);
          await this.#sync();
        },
        remove: () => rm(partial, { force: true }),
      });
    } catch (error) {
      throw poolFailure(error, this.#directory);
    }
  }

  async open(name: ArtefactName): Promise<StoredArtefact> {
    await this.#requireOwn();
    let file: FileHandle;
    try {
      file = await open(this.#at(name), OLD_FILE);
    } catch (error) {
      if (hasErrno(error, 'ENOENT') || hasErrno(error, 'ELOOP')) {
        throw new IngotError('corrupt', `The file ${name} is not in its image pool any more.`, { cause: error });
      }
      throw poolFailure(error, this.#directory);
    }
    return { ...(await openedFileExport(file)), descriptor: file.fd };
  }

  async remove(name: ArtefactName): Promise<void> {
    await this.#requireOwn();
    try {
      await rm(this.#at(`.${name}.partial`), { force: true });
      await rm(this.#at(name), { force: true });
      await this.#sync();
    } catch (error) {
      throw poolFailure(error, this.#directory);
    }
  }

  async release(): Promise<void> {
    if ((await this.#owner()) !== this.#id) return;
    try {
      await rm(this.#at(MARK), { force: true });
    } catch (error) {
      throw poolFailure(error, this.#directory);
    }
  }

  #at(name: string): string {
    return path.join(this.#directory, name);
  }

  async #sync(): Promise<void> {
    const directory = await open(this.#directory, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  }

  async #room(): Promise<PoolRoom> {
    const { blocks, bavail, bsize } = await statfs(this.#directory);
    return { total: blocks * bsize, free: bavail * bsize };
  }

  /** That it is a directory that nobody else can put links into. @throws `invalid`. */
  async #requirePlain(): Promise<void> {
    const directory = this.#directory;
    try {
      const real = await realpath(directory);
      if (real !== directory) {
        throw new IngotError('invalid', `${directory} leads over a symbolic link: name ${real} itself.`);
      }
      const found = await stat(directory);
      if (!found.isDirectory()) throw new IngotError('invalid', `${directory} is no directory.`);
      if ((found.mode & OTHERS_MAY_WRITE) !== 0) {
        throw new IngotError('invalid', `Everybody may write to ${directory}: take that right away first.`);
      }
    } catch (error) {
      if (error instanceof IngotError) throw error;
      const sentence = hasErrno(error, 'ENOENT')
        ? `There is no directory ${directory} on the host of the service; create it first.`
        : `The service cannot look into ${directory}.`;
      throw new IngotError('invalid', sentence, { cause: error });
    }
  }

  /** @throws `unavailable`. */
  async #requireOwn(): Promise<void> {
    try {
      await this.#requirePlain();
    } catch (error) {
      if (error instanceof IngotError) throw new IngotError('unavailable', error.message, { cause: error });
      throw error;
    }
    if ((await this.#owner()) === this.#id) return;
    const sentence = `${this.#directory} is not what it was: its file ${MARK} does not name this pool.`;
    throw new IngotError('unavailable', `${sentence} Is what belongs there mounted?`);
  }

  /** What the mark says; null where there is none. */
  async #owner(): Promise<string | null> {
    try {
      const mark = await open(this.#at(MARK), OLD_FILE);
      try {
        return (await readFile(mark, 'utf8')).trim();
      } finally {
        await mark.close();
      }
    } catch (error) {
      if (hasErrno(error, 'ENOENT') || hasErrno(error, 'ELOOP')) return null;
      throw poolFailure(error, this.#directory);
    }
  }
}

function isWithin(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
}
