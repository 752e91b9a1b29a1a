import path from 'node:path';
import { serveNbd, type BlockFile, type ReadOnlyExport } from '@ingot/disk';
import type { SocketPlaces } from './socket-places.ts';

const FILE = 'file';

/**
 * Lets QEMU read a file, wherever it lies, by NBD on a socket of its own, as long as `work` takes.
 *
 * @throws what reading the file failed with, else what `work` throws.
 */
export async function showToQemu<Result>(
  sockets: Pick<SocketPlaces, 'make'>,
  file: ReadOnlyExport,
  work: (file: BlockFile) => Promise<Result>,
): Promise<Result> {
  // What is closed with a connection is not the file, which is read beside it.
  const shared: ReadOnlyExport = {
    size: file.size,
    readOnly: true,
    read: (...range) => file.read(...range),
    extents: (...range) => file.extents(...range),
  };
  const failures: unknown[] = [];
  const place = await sockets.make();
  try {
    const socket = path.join(place.directory, 's');
    const server = await serveNbd({
      listen: { path: socket },
      find: async (wanted) => (wanted === FILE ? shared : null),
      onFailure: (error) => failures.push(error),
    });
    try {
      return await work({ socket, export: FILE });
    } catch (error) {
      throw failures[0] ?? error;
    } finally {
      await server.close();
    }
  } finally {
    await place.remove();
  }
}
