import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { treeExport, type ChunkStore } from '@ingot/chunk-store';
import { createOverlay, serveNbd } from '@ingot/disk';
import { bootAttachments, bootFacts } from './boot-facts.ts';
import { fromChunkStore, type Image } from './images/index.ts';
import type { TryBoot } from './inspection/index.ts';
import type { WorkLog } from './jobs/index.ts';
import { observeBoot, REMOTE_ACCESS, type TrialGuests, type TrialHardware } from './machines/index.ts';
import type { ImageId } from './kernel/ids.ts';

export interface TryBootOptions {
  readonly chunks: Pick<ChunkStore, 'open'>;
  readonly trials: TrialGuests;
  readonly imageFind: (id: ImageId) => Promise<Image | null>;
  /** For what guests write; a directory of this process alone. */
  readonly scratch: string;
  /** Makes a directory for a socket. */
  readonly place: () => Promise<{ readonly directory: string; remove(): Promise<void> }>;
  /** Of one boot, in milliseconds. */
  readonly patience: number;
  readonly log: WorkLog;
}

/** Of a guest whose image does not ask for more, and the most that one gets, in MiB. */
const MEMORY = 1024;
const MAX_MEMORY = 4096;
const VCPUS = 2;
const SECTOR = 512;

/**
 * Boots throw-away copies of disks in the chunk store: what the guest writes goes into an overlay that is removed, what it
 * reads comes from the tree. Nothing keeps the tree from being collected meanwhile, which ends the boot.
 */
export function tryBoot({ chunks, trials, imageFind, scratch, place, patience, log }: TryBootOptions): TryBoot {
  return async (id, { root, size }, { signal, progress }) => {
    const tree = await chunks.open(root).catch((error: unknown) => {
      throw fromChunkStore(error);
    });
    const at = await place();
    const socket = path.join(at.directory, 'tree');
    const overlay = path.join(scratch, `${randomUUID()}.qcow2`);
    const server = await serveNbd({
      listen: { path: socket },
      find: async (name) => (name === root ? treeExport(tree) : null),
      onFailure: (err) => log.warn({ image: id, err }, 'a disk could not be read for a boot test'),
    });
    try {
      await createOverlay(overlay, { size: Math.ceil(size / SECTOR) * SECTOR, backing: null });
      const disk = { overlay, below: { socket, export: root } };
      const guest = await trials.start({ disk, ...hardwareFor(await imageFind(id)) }, signal);
      progress('The guest is starting.');
      try {
        const findings = await observeBoot(guest, patience, signal);
        return { facts: bootFacts(findings), attachments: bootAttachments(findings) };
      } finally {
        await guest.stop();
      }
    } finally {
      await server.close();
      await rm(overlay, { force: true });
      await at.remove();
    }
  };
}

/** Removes what guests of an earlier life have left. */
export async function removeTrialDisks(scratch: string): Promise<void> {
  for (const name of await readdir(scratch)) await rm(path.join(scratch, name), { recursive: true, force: true });
}

/** By the properties that OpenStack gives images for that (Glance, "Useful image properties"). */
function hardwareFor(image: Image | null): Omit<TrialHardware, 'disk'> {
  const { properties = {}, minRam = 0 } = image ?? {};
  const bus = properties['hw_disk_bus'] ?? (properties['os_type'] === 'windows' ? 'sata' : 'virtio');
  return {
    bus: bus === 'sata' || bus === 'ide' ? 'sata' : 'virtio',
    firmware: properties['hw_firmware_type'] === 'uefi' ? 'uefi' : 'bios',
    vcpus: VCPUS,
    memoryMib: Math.min(Math.max(MEMORY, minRam), MAX_MEMORY),
    ports: REMOTE_ACCESS.map(({ port }) => port),
  };
}
