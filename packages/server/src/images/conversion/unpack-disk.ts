import type { Ingested, StoredTree } from '@ingot/chunk-store';
import { COMPRESSION_HEAD, compressionOf, type Compression } from '@ingot/disk';
import { IngotError } from '../../kernel/errors.ts';
import type { ImageDiskFormat } from '../image.ts';
import { PLAIN_FORMATS } from '../views/disk-view.ts';
import { wholeTree } from './conversion-parts.ts';
import type { ConversionRun, ConverterParts, DiskContent } from './conversion-parts.ts';
import { convertDisk, requireConvertible } from './convert-disk.ts';

/** What is read at once, in bytes. */
const PIECE = 1024 * 1024;

/**
 * Stores the disk in a compressed file. A file in a format with a table of its own has to lie in the store as a whole
 * before it can be opened, and goes when it has been converted.
 *
 * @throws IngotError, DiskError, ChunkStoreError
 */
export async function unpackDisk(
  parts: ConverterParts,
  content: DiskContent,
  format: ImageDiskFormat,
  run: ConversionRun,
): Promise<StoredTree> {
  const compression = compressionOf(await content.read(0, COMPRESSION_HEAD));
  if (compression === null) {
    throw new IngotError('content-refused', 'The file is not compressed with gzip, xz, bzip2 or zstd.');
  }
  const file = await unpackFile(parts, content, compression, run);
  let isTheDisk = false;
  try {
    const plain = wholeTree(await parts.chunks.open(file.root));
    isTheDisk = PLAIN_FORMATS.has(format);
    if (!isTheDisk) return await convertDisk(parts, plain, format, run);
    await requireConvertible(parts, plain, format);
    return file;
  } catch (error) {
    isTheDisk = false;
    throw error;
  } finally {
    if (!isTheDisk) await file.release();
  }
}

async function unpackFile(
  { chunks, unpacker, maxSize }: ConverterParts,
  content: DiskContent,
  compression: Compression,
  { signal, progress }: ConversionRun,
): Promise<Ingested> {
  const ingest = await chunks.ingest({ signal });
  try {
    for await (const bytes of unpacker.unpack(piecesOf(content, progress), { compression, maxSize, signal })) {
      await ingest.write(bytes);
    }
    return await ingest.finish('page');
  } catch (error) {
    await ingest.abort();
    throw error;
  }
}

async function* piecesOf(content: DiskContent, progress: ConversionRun['progress']): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.size; at += PIECE) {
    yield await content.read(at, Math.min(PIECE, content.size - at));
    progress(`${at} of ${content.size} bytes of the file were unpacked.`, { done: at, total: content.size });
  }
}
