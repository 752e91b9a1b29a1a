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
  const { tree, start: contentStart } = content.file;
  return {
    size,
    read: (offset, length) => content.read(start + offset, Math.max(0, Math.min(length, size - offset))),
    file: { tree, start: contentStart + start },
  };
}
