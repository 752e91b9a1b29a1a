import { openOva } from '@ingot/disk';
import type { ImageDiskFormat } from '../image.ts';
import type { ConversionRun, Converted, ConverterParts, DiskContent } from './conversion-parts.ts';
import { convertDisk } from './convert-disk.ts';
import { propertiesOf } from './ova-properties.ts';
import { unpackDisk } from './unpack-disk.ts';

/** Stores the disk in an appliance, where it lies within the tar file. @throws IngotError, DiskError, ChunkStoreError */
export async function convertOva(
  parts: ConverterParts,
  content: DiskContent,
  format: ImageDiskFormat,
  run: ConversionRun,
): Promise<Converted> {
  run.progress('The files in the OVA are held against its manifest.');
  const { appliance, disk } = await openOva(content, run.signal);
  const file = stretchOf(content, disk.offset, disk.size);
  const convert = disk.isCompressed ? unpackDisk : convertDisk;
  return { tree: await convert(parts, file, format, run), properties: propertiesOf(appliance) };
}

/** A file within the content. */
function stretchOf(content: DiskContent, start: number, size: number): DiskContent {
  return {
    size,
    read: (offset, length) => content.read(start + offset, Math.max(0, Math.min(length, size - offset))),
    send: (sink, { offset = 0, length = size - offset, signal } = {}) =>
      content.send(sink, { offset: start + offset, length, ...(signal && { signal }) }),
    extents: async function* extents({ offset = 0, length = size - offset } = {}) {
      for await (const extent of content.extents({ offset: start + offset, length })) {
        yield { ...extent, offset: extent.offset - start };
      }
    },
  };
}
