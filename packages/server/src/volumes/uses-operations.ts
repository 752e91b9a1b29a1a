import { requireAdmin } from '../kernel/project-owned.ts';
import type { TreeRoot } from '@ingot/chunk-store';
import { freedFor } from '../images/index.ts';
import type { LayerFile } from './disk-port.ts';
import { USES_SHOWN } from './disk-uses.ts';
import { findSnapshot, findVolume } from './volume-access.ts';
import type { VolumeContext } from './volume-context.ts';
import type { Volumes } from './volumes.ts';

type Uses = Pick<Volumes, 'volumeUses' | 'snapshotUses' | 'layerList' | 'layerUses'>;

/** Who needs a volume, a snapshot, a layer. */
export function usesOperations({ store, disks, layers }: VolumeContext): Uses {
  return {
    volumeUses: async (caller, id) => {
      const { ownerId, base } = await findVolume(store, caller, id);
      const snapshots = await store.snapshotsOf(id, USES_SHOWN);
      const copies = await store.volumesFrom({ kind: 'volume', volumeId: id }, ownerId, USES_SHOWN);
      const readers = await store.readersOf(id);
      return {
        dependants: [
          ...snapshots.map((each) => ({ kind: 'snapshot', ...each }) as const),
          ...copies.map((each) => ({ kind: 'volume', ...each }) as const),
        ],
        readers,
        blocksDelete: snapshots.length + readers > 0,
        freed: base && freedFor(caller, await store.freedFind(id, base.root)),
        hostBytes: await disks.bytes(id),
      };
    },

    snapshotUses: async (caller, id) => {
      const { ownerId, state } = await findSnapshot(store, caller, id);
      const root = state.status === 'available' ? state.tree.root : null;
      const images = root === null ? [] : await store.imagesOf(root, ownerId, USES_SHOWN);
      const volumes = await store.volumesFrom({ kind: 'snapshot', snapshotId: id }, ownerId, USES_SHOWN);
      return {
        dependants: [
          ...images.map((image) => ({ kind: 'image', id: image.id, name: image.name }) as const),
          ...volumes.map((each) => ({ kind: 'volume', ...each }) as const),
        ],
        readers: 0,
        blocksDelete: false,
        freed: root === null ? null : freedFor(caller, await store.freedFind(id, root)),
        hostBytes: null,
      };
    },

    layerList: async (caller, { after, limit }) => {
      requireAdmin(caller);
      const files = await firstFiles(layers.files(), after, limit + 1);
      const items = [];
      for (const file of files.slice(0, limit)) {
        items.push({ ...file, evictable: !(await layers.isWanted(file.root)) });
      }
      return { items, more: files.length > limit };
    },

    layerUses: async (caller, root) => {
      requireAdmin(caller);
      const bytes = await layers.bytes(root);
      return {
        bytes,
        evictable: bytes !== null && !(await layers.isWanted(root)),
        volumes: await store.volumesOn(root, USES_SHOWN),
        images: await store.imagesOf(root, null, USES_SHOWN),
      };
    },
  };
}

/** The first that come after `after`, in order of root; no more than `limit` are held. */
async function firstFiles(
  files: AsyncIterable<LayerFile>,
  after: TreeRoot | null,
  limit: number,
): Promise<readonly LayerFile[]> {
  const first: LayerFile[] = [];
  for await (const file of files) {
    if (after !== null && file.root <= after) continue;
    first.push(file);
    first.sort((one, other) => (one.root < other.root ? -1 : 1));
    first.length = Math.min(first.length, limit);
  }
  return first;
}
