import type { ByteSource } from '../../byte-source.ts';
import { mapBlocks } from '../block-places.ts';
import { readExactly } from '../bounded-read.ts';
import type { MappedExtent } from '../disk-map.ts';
import { ExtentList } from '../extent-list.ts';
import { readBlocks } from './dynamic.ts';
import { FOOTER_LENGTH, hasCookie, parseFooter } from './footer.ts';

/**
 * The bitmap before a block says which of its sectors were written; the others are zeros in the block, too, so that QEMU
 * does not look at it, and nor do we.
 */
export async function* mapVhd(image: ByteSource): AsyncGenerator<MappedExtent> {
  const start = Buffer.from(await readExactly(image, 0, FOOTER_LENGTH, 'VHD header'));
  if (hasCookie(start)) {
    const footer = parseFooter(start);
    const { blockSize, places } = await readBlocks(image, footer);
    yield* mapBlocks({ size: footer.virtualSize, imageSize: image.size, blockSize }, places);
    return;
  }
  const end = await readExactly(image, image.size - FOOTER_LENGTH, FOOTER_LENGTH, 'VHD footer');
  const { virtualSize } = parseFooter(Buffer.from(end));
  const list = new ExtentList({ disk: virtualSize, image: image.size });
  list.stored(virtualSize, 0);
  yield* list.takeAll();
}
