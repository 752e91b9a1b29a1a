import type { StoredTree, TreeReader } from '@ingot/chunk-store';
import type { Formats } from '../image-inspection.ts';
import { convertDisk } from './convert-disk.ts';
import type { ConversionRun, ConverterParts } from './conversion-parts.ts';

/** Takes the disk out of whatever content it is in. */
export interface DiskConverter {
  /**
   * Stores the disk as a tree of its own. Nothing of it lies anywhere else meanwhile, and nothing stays when it fails.
   *
   * @throws IngotError: `content-refused` and `too-large` are verdicts on the content; or the signal's reason.
   */
  convert(content: TreeReader, formats: Formats, run: ConversionRun): Promise<StoredTree>;
}

export function createDiskConverter(parts: ConverterParts): DiskConverter {
  return {
    convert: (content, formats, run) => convertDisk(parts, content, formats.disk, run),
  };
}
