import type { MappedExtent } from './disk-map.ts';
import { ExtentList } from './extent-list.ts';

/** Stands for the place of a block that is not stored, and reads as zeros. */
export const UNSTORED = -1;

/**
 * The places of the blocks of a disk in its image, in bytes, or {@link UNSTORED}: from the first block on, as many at a
 * time as the table is read.
 */
export type BlockPlaces = AsyncIterable<readonly number[]>;

/** Reads all places, for the sake of what is refused on the way. */
export async function requireSound(places: BlockPlaces): Promise<void> {
  for await (const some of places) void some;
}

interface BlockLayout {
  /** Of the disk, in bytes. */
  readonly size: number;
  readonly imageSize: number;
  /** In bytes. */
  readonly blockSize: number;
}

/** The extents of a disk that is stored in blocks of one size. */
export async function* mapBlocks(
  { size, imageSize, blockSize }: BlockLayout,
  places: BlockPlaces,
): AsyncGenerator<MappedExtent> {
  const list = new ExtentList({ disk: size, image: imageSize });
  for await (const some of places) {
    for (const place of some) {
      if (place === UNSTORED) list.zero(blockSize);
      else list.stored(blockSize, place);
    }
    yield* list.take();
  }
  yield* list.takeAll();
}
