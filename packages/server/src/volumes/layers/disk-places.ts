import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseTreeRoot, type TreeRoot } from '@ingot/chunk-store';
import { parseVolumeId, type VolumeId } from '../../kernel/ids.ts';

/**
 * Where disks and layers lie.
 *
 *   volumes/
 *     disks/ID.qcow2           what a hypervisor opens
 *     layers/ROOT/disk.raw     the tree as a sparse file, complete
 *     layers/ROOT/standing/ID  second name of an overlay that stands on that file
 *     layers/ROOT/lazy/ID      second name of an overlay that stands on the tree itself, over NBD
 *     incoming/                what is being made; emptied at the start
 *     trees.sock               the NBD server
 *
 * A second name without the first is what a death left of a disk: it counts for nothing.
 */
export class DiskPlaces {
  readonly root: string;
  readonly disks: string;
  readonly layers: string;
  readonly incoming: string;
  readonly socket: string;

  constructor(root: string) {
    this.root = path.resolve(root);
    this.disks = path.join(this.root, 'disks');
    this.layers = path.join(this.root, 'layers');
    this.incoming = path.join(this.root, 'incoming');
    this.socket = path.join(this.root, 'trees.sock');
  }

  disk(id: VolumeId): string {
    return path.join(this.disks, `${id}${EXTENSION}`);
  }

  layer(root: TreeRoot): LayerPlaces {
    const directory = path.join(this.layers, root);
    return {
      directory,
      file: path.join(directory, LAYER_FILE),
      standing: path.join(directory, 'standing'),
      lazy: path.join(directory, 'lazy'),
      backing: path.join('..', 'layers', root, LAYER_FILE),
    };
  }

  /** Makes the directories, and removes what an earlier life had half made. */
  async open(): Promise<void> {
    await rm(this.incoming, { recursive: true, force: true });
    for (const directory of [this.disks, this.layers, this.incoming]) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
    }
    await syncDirectories(this.root, path.dirname(this.root));
  }
}

export interface LayerPlaces {
  readonly directory: string;
  readonly file: string;
  readonly standing: string;
  readonly lazy: string;
  /** `file` as the header of an overlay names it, so that all of this can be moved elsewhere. */
  readonly backing: string;
}

const EXTENSION = '.qcow2';
const LAYER_FILE = 'disk.raw';

/** The volume of a file in `disks/`; null for any other file. */
export function volumeOfDisk(name: string): VolumeId | null {
  return name.endsWith(EXTENSION) ? parseVolumeId(name.slice(0, -EXTENSION.length)) : null;
}

/** The tree that a layer's file stands for, by the name that an overlay's header has for it; null for any other name. */
export function treeOfBacking(backing: string): TreeRoot | null {
  return parseTreeRoot(path.basename(path.dirname(backing)));
}

/** Makes names in these directories durable. */
export async function syncDirectories(...directories: readonly string[]): Promise<void> {
  for (const directory of directories) {
    const handle = await open(directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
