import type { TreeReader } from '@ingot/chunk-store';
import type { Formats } from '../image-inspection.ts';
import { conversionError } from './conversion-error.ts';
import { wholeTree } from './conversion-parts.ts';
import type { ConversionRun, Converted, ConverterParts, DiskContent } from './conversion-parts.ts';
import { convertDisk } from './convert-disk.ts';
import { convertOva } from './convert-ova.ts';
import { unpackDisk } from './unpack-disk.ts';
import { IngotError } from '../../kernel/errors.ts';

/** Takes the disk out of whatever content it is in. */
export interface DiskConverter {
  /**
   * Stores the disk as a tree of its own, and nothing stays when that fails.
   *
   * @throws IngotError: `content-refused` and `too-large` are verdicts on the content; or the signal's reason.
   */
  convert(
    content: Pick<TreeReader, 'size' | 'read' | 'runs'>,
    formats: Formats,
    run: ConversionRun,
  ): Promise<Converted>;
}

export function createDiskConverter(parts: ConverterParts): DiskConverter {
  return {
    convert: async (content, formats, run) => {
      try {
        return await convert(parts, wholeTree(content), formats, run);
      } catch (error) {
        run.signal.throwIfAborted();
        throw conversionError(error);
      }
    },
  };
}

async function convert(
  parts: ConverterParts,
  content: DiskContent,
  { container, disk }: Formats,
  run: ConversionRun,
): Promise<Converted> {
  switch (container) {
    case 'bare':
      return { tree: await convertDisk(parts, content, disk, run), properties: {} };
    case 'compressed':
      return { tree: await unpackDisk(parts, content, disk, run), properties: {} };
    case 'ova':
      return convertOva(parts, content, disk, run);
    case 'ami':
    case 'ari':
    case 'aki':
    case 'ovf':
    case 'docker':
      throw new IngotError('content-refused', `No disk is taken out of the container format ${container}.`);
  }
}
