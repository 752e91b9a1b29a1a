import {
  isChunkStoreError,
  parseTreeRoot,
  treeExport,
  type ChunkStore,
  type TreeReader,
  type TreeRoot,
} from '@ingot/chunk-store';
import { fileExport, serveNbd, type NbdExport, type NbdServer } from '@ingot/disk';
import { hasErrno } from '../../kernel/errno.ts';
import type { WorkLog } from '../../jobs/index.ts';
import type { DiskPlaces } from './disk-places.ts';

/** Longest path of a Unix socket that Linux takes, in bytes (unix(7)). */
const MAX_SOCKET_PATH = 107;
/** Seconds that QEMU waits for the service to come back before a guest is told of an error. */
const RECONNECT_DELAY = 60;

/** Trees as disks for overlays whose layer is not there yet. */
export interface TreeExports {
  /** Where a tree is read as a disk, by its root; null when trees cannot be served here. */
  readonly socket: string | null;
  /** What an overlay over the tree has in its header; null when trees cannot be served here. */
  backing(root: TreeRoot): string | null;
  close(): Promise<void>;
}

/** Serves every tree by the name of its root, to this user only. */
export async function serveTrees(
  places: DiskPlaces,
  chunks: Pick<ChunkStore, 'open'>,
  log: WorkLog,
): Promise<TreeExports> {
  const { socket } = places;
  if (Buffer.byteLength(socket) > MAX_SOCKET_PATH) {
    const message =
      'the path of the data directory is too long for a Unix socket: volumes wait until their layers are files';
    log.warn({ socket }, message);
    return { socket: null, backing: () => null, close: async () => undefined };
  }
  const nbd: NbdServer = await serveNbd({
    listen: { path: socket },
    find: (name) => findTree(places, chunks, name),
    onFailure: (err, tree) => {
      log.error({ err, tree }, 'a tree could not be read for a volume');
    },
  });
  return {
    socket,
    backing: (root) => {
      const server = { type: 'unix', path: socket };
      const file = { driver: 'nbd', server, export: root, 'reconnect-delay': RECONNECT_DELAY };
      return `json:${JSON.stringify({ driver: 'raw', file })}`;
    },
    close: () => nbd.close(),
  };
}

/** The tree of an export that an overlay's header names; null when it names something else. */
export function treeOfExport(backing: string): TreeRoot | null {
  const [, name] = /"export":"([0-9a-f]+)"/.exec(backing) ?? [];
  return name === undefined ? null : parseTreeRoot(name);
}

async function findTree(places: DiskPlaces, chunks: Pick<ChunkStore, 'open'>, name: string): Promise<NbdExport | null> {
  const root = parseTreeRoot(name);
  if (root === null) return null;
  try {
    const tree = await chunks.open(root);
    return (await openFile(places.layer(root).file, tree)) ?? treeExport(tree);
  } catch (error) {
    if (isChunkStoreError(error, 'missing')) return null;
    throw error;
  }
}

/** The layer's file: a guest that was started over the export goes on reading there when the store is out of reach. */
async function openFile(file: string, tree: TreeReader): Promise<NbdExport | null> {
  try {
    return await fileExport(file, (offset, length) => tree.extents({ offset, length }));
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return null;
    throw error;
  }
}
