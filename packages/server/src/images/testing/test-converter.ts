import type { ChunkStore } from '@ingot/chunk-store';
import { openQemuImg, openUnpacker } from '@ingot/disk';
import { createDiskConverter, type DiskConverter } from '../conversion/disk-converter.ts';
import { socketPlaces } from '../conversion/socket-places.ts';
import { TEST_SETTINGS } from './settings.ts';

/** The converter as the service has it. @param directory for sockets; short, as that of a test is. */
export async function testConverter(
  chunks: Pick<ChunkStore, 'derive' | 'ingest' | 'open'>,
  directory: string,
  maxSize: number = TEST_SETTINGS.maxSize,
): Promise<DiskConverter> {
  const sockets = socketPlaces('test', directory);
  const [qemuImg, unpacker] = await Promise.all([openQemuImg(), openUnpacker()]);
  return createDiskConverter({ chunks, qemuImg, unpacker, sockets, maxSize });
}
