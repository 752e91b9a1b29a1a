import type { Finding } from '@ingot/chunk-store';
import type { ImageContentPlace, StoredImageContent } from '../../images/index.ts';
import type { ImageId, ProjectId } from '../../kernel/ids.ts';
import type { OwnedDiskPlace } from '../collection/live-disks.ts';

/** Something wrong with a pack, found by a scrub and not gone since. */
export interface StoredFinding extends Finding {
  /** When it was last seen, in milliseconds since the epoch. */
  readonly seenAt: number;
}

/** An image whose content reaches chunks that cannot be read. */
export interface DamagedImage {
  readonly imageId: ImageId;
  readonly ownerId: ProjectId;
  readonly name: string | null;
  readonly place: ImageContentPlace;
  /** Chunks of its content that cannot be read. */
  readonly chunks: number;
  /** Pages of its tree that cannot be read: each stands for up to 256 MiB of content, or more. */
  readonly pages: number;
  /** Milliseconds since the epoch. */
  readonly checkedAt: number;
}

/** A volume or a snapshot whose tree reaches chunks that cannot be read. */
export interface DamagedDisk {
  readonly kind: OwnedDiskPlace;
  readonly id: string;
  readonly ownerId: ProjectId;
  readonly name: string | null;
  /** As for an image. */
  readonly chunks: number;
  readonly pages: number;
  /** Milliseconds since the epoch. */
  readonly checkedAt: number;
}

/** Every content that an image needs, in bounded memory. */
export type ImageContents = () => AsyncIterable<StoredImageContent>;
