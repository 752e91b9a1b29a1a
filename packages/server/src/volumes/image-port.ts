import type { Image, NewImage } from '../images/index.ts';
import type { JobRun } from '../jobs/index.ts';
import type { Caller } from '../kernel/caller.ts';
import type { ImageId, JobId, UserId } from '../kernel/ids.ts';
import type { CapturedTree } from './disk-port.ts';
import type { VolumeTree } from './volume.ts';

/** What volumes need of images. */
export interface VolumeImages {
  /**
   * The disk of an active image that the caller may use; its tree is null until the disk has been taken out of the
   * image, and `leastSize` is then what is known of its size, in bytes. Nothing keeps the image from being taken away;
   * who refers to the tree asks `imageShare` in the transaction.
   *
   * @throws `not-found`, `forbidden`; `conflict` for one that has no bytes, or none of a disk that can be read.
   */
  open(
    caller: Caller,
    id: ImageId,
  ): Promise<{ readonly image: Image; readonly tree: VolumeTree | null; readonly leastSize: number }>;
  /**
   * The disk of an image, taken out of it first if need be.
   *
   * @throws `gone`, `conflict` when it cannot be had; or the signal's reason.
   */
  disk(
    id: ImageId,
    run: { readonly signal: AbortSignal; readonly progress: JobRun['progress']; readonly asker: UserId },
  ): Promise<VolumeTree>;
  /**
   * Registers an active image of a tree, in the same time for any size.
   *
   * @param check that something still refers to the tree, or it throws why not: asked once the tree cannot go any more.
   * @throws what `check` throws, `content-refused`, `quota-exceeded`, `unavailable`.
   */
  createFromTree(caller: Caller, tree: VolumeTree, image: NewImage, check: () => Promise<unknown>): Promise<Image>;
  /** Registers an image whose bytes `task`, and nobody else, will give. */
  reserve(caller: Caller, image: NewImage, task: JobId): Promise<Image>;
  /** Takes back what `reserve` has registered. */
  withdraw(caller: Caller, id: ImageId): Promise<void>;
  /**
   * Makes the image active that waits for `task`; nothing happens when it has that tree already.
   *
   * @throws `gone`, `conflict` when it waits for something else, `content-refused`, `quota-exceeded`, `unavailable`.
   */
  fill(id: ImageId, task: JobId, tree: CapturedTree): Promise<void>;
  /** Whether the image still waits for `task`: somebody may have deleted it. */
  waits(id: ImageId, task: JobId): Promise<boolean>;
  /** Queues the image again, with the reason, if it still waits for `task`. */
  fail(id: ImageId, task: JobId, reason: string): Promise<void>;
}
