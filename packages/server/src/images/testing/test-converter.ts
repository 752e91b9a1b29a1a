import type { ChunkStore } from '@ingot/chunk-store';
import { openUnpacker } from '@ingot/disk';
import { createDiskConverter, type DiskConverter } from '../conversion/disk-converter.ts';
import { TEST_SETTINGS } from './settings.ts';

/** The converter as the service has it. */
export async function testConverter(
  chunks: Pick<ChunkStore, 'extract' | 'ingest' | 'open'>,
  maxSize: number = TEST_SETTINGS.maxSize,
): Promise<DiskConverter> {
  return createDiskConverter({ chunks, unpacker: await openUnpacker(), maxSize });
}
