import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { UnreachableError, type ApiClient } from '@ingot/client';
import { Patience } from '../transfer/patience.ts';
import { SparseFile } from './sparse-file.ts';

export interface ExportDownload {
  readonly client: ApiClient;
  /** Where the service has the file, with its query. */
  readonly path: string;
  /** The file that is to be there afterwards. */
  readonly file: string;
  readonly signal: AbortSignal;
  /** Both in bytes. */
  readonly progress: (done: number, total: number) => void;
  /** What the bytes have to add up to, in hex; asked when all are there. */
  readonly sha256: () => Promise<string>;
}

/** Read at once of what an earlier try has left, in bytes. */
const PIECE = 1024 * 1024;

/** Bytes came that are not those of the file. */
export class DamagedExportError extends Error {
  override readonly name = 'DamagedExportError';
}

/**
 * Downloads a file that the service makes of an image. It grows beside its place, under a name that says of which bytes it
 * is a part; what a broken download has left there is gone on with. Blocks of zeros are holes.
 *
 * @returns its size in bytes. @throws RefusedError, UnreachableError, DamagedExportError, or what the file system says.
 */
export async function downloadExport(download: ExportDownload): Promise<number> {
  const { client, path, file, signal, sha256 } = download;
  const head = await client.open('head', path, { signal });
  const [etag, size] = [head.headers.get('etag') ?? '', Number(head.headers.get('content-length'))];
  const partial = `${file}.${createHash('sha256').update(etag).digest('hex').slice(0, 12)}.ingot-export`;
  const handle = await open(partial, constants.O_RDWR | constants.O_CREAT, 0o644);
  try {
    const hash = createHash('sha256');
    const there = await sumOf(handle, hash, size);
    const target = new SparseFile(handle, there);
    await fetchRest(download, { etag, size, hash, target });
    if (hash.digest('hex') !== (await sha256())) {
      await rm(partial);
      throw new DamagedExportError(`${path} did not come as it is`);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, file);
  return size;
}

/** What is there of the file already. @returns how much, in bytes. */
async function sumOf(handle: FileHandle, hash: Hash, size: number): Promise<number> {
  const buffer = Buffer.alloc(PIECE);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(PIECE, size - at), at);
    if (bytesRead === 0) return at;
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
  return at;
}

interface Rest {
  readonly etag: string;
  readonly size: number;
  readonly hash: Hash;
  readonly target: SparseFile;
}

/** Fetches what is missing, from where the last try has ended. */
async function fetchRest(
  { client, path, signal, progress }: ExportDownload,
  { etag, size, hash, target }: Rest,
): Promise<void> {
  const patience = new Patience(() => target.position, signal);
  try {
    while (target.position < size) {
      try {
        const headers = { Accept: 'application/octet-stream', Range: `bytes=${target.position}-`, 'If-Range': etag };
        const response = await client.open('get', path, { headers, signal });
        if (response.status !== 206) throw new DamagedExportError(`${path} has changed meanwhile`);
        for await (const piece of response.body ?? []) {
          hash.update(piece);
          await target.append(piece);
          progress(target.position, size);
        }
      } catch (error) {
        // That is how a connection breaks in the middle of a body.
        await patience.afterFailure(
          error instanceof TypeError ? new UnreachableError(client.base + path, error) : error,
        );
      }
    }
  } finally {
    await target.end();
  }
}
