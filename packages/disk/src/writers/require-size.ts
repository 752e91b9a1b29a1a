import { GiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';

/**
 * @param size of the disk. @param maxSize of disks that the format can hold, both in bytes.
 * @throws DiskError 'limit-exceeded' for a disk that is larger, 'unsupported' for one of no bytes.
 */
export function requireSize(size: number, maxSize: number, format: string): void {
  if (size === 0) throw new DiskError('unsupported', 'An image of no bytes is no disk; export it as raw.');
  if (size > maxSize) {
    const limit = `${Math.floor(maxSize / GiB)} GiB`;
    const advice = 'Choose qcow2, vhdx or raw for larger ones.';
    throw new DiskError('limit-exceeded', `A disk of ${size} bytes does not fit into ${format}: ${limit}. ${advice}`);
  }
}
