import type { Finding, PackId } from '@ingot/chunk-store';
import type { DamagedDisk, DamagedImage, StoredFinding } from './damage.ts';

/** What is known to be wrong with the store. Every time is handed in, in milliseconds since the epoch. */
export interface DamageStore {
  /** What was found in a pack now, in the place of what was found there before. */
  findingsReplace(pack: PackId, findings: readonly Finding[], now: number): Promise<void>;
  /** Forgets findings that were not seen again since the given time. */
  findingsForget(seenBefore: number): Promise<void>;
  /** In order of pack and kind. */
  findingList(query: { readonly after: FindingKey | null; readonly limit: number }): Promise<readonly StoredFinding[]>;

  imagePut(image: DamagedImage): Promise<void>;
  /** Forgets images that were not found damaged again since the given time. */
  imagesForget(checkedBefore: number): Promise<void>;
  /** In order of image and place. */
  imageList(query: {
    readonly after: DamagedImageKey | null;
    readonly limit: number;
  }): Promise<readonly DamagedImage[]>;

  diskPut(disk: DamagedDisk): Promise<void>;
  /** Forgets volumes and snapshots that were not found damaged again since the given time. */
  disksForget(checkedBefore: number): Promise<void>;
  /** In order of kind and id. */
  diskList(query: { readonly after: DamagedDiskKey | null; readonly limit: number }): Promise<readonly DamagedDisk[]>;

  count(): Promise<{ readonly findings: number; readonly images: number; readonly disks: number }>;
}

export type FindingKey = Pick<Finding, 'pack' | 'kind'>;
export type DamagedImageKey = Pick<DamagedImage, 'imageId' | 'place'>;
export type DamagedDiskKey = Pick<DamagedDisk, 'kind' | 'id'>;
