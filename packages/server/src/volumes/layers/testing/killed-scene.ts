import { parseVolumeId, type VolumeId } from '../../../kernel/ids.ts';

function volume(digit: number): VolumeId {
  const id = parseVolumeId(`00000000-0000-4000-8000-00000000000${digit}`);
  if (id === null) throw new Error('no id');
  return id;
}

/** The disks that `killed-disks.ts` works on; chunks as `contentOf` has them, sizes in bytes. */
export const KILLED = {
  size: 2 ** 20,
  lazy: { id: volume(1), chunks: [1, 0, 2] },
  ready: { id: volume(2), chunks: [3, 0, 0] },
  blank: { id: volume(3), chunks: [] },
  removed: { id: volume(4), chunks: [3, 0, 0] },
} as const;
