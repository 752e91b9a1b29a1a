/**
 * Disks of this host, and the layers that they stand on.
 *
 *     tree ──materialise──► layers/ROOT/disk.raw ◄──backing── disks/ID.qcow2     standing
 *       └────NBD export (trees.sock) ◄────────────backing──── disks/ID.qcow2     lazy: moves over in the background
 */
export { openDisks, type DiskService } from './open-disks.ts';
export type { ReadyTrees } from './ready-trees.ts';
