import type { ByteSource } from '../../byte-source.ts';
import { printable } from '../../bytes/printable.ts';
import { uint64BE } from '../../bytes/uint64.ts';
import { readExactly, requireWithin } from '../bounded-read.ts';
import { refuse } from '../refusal.ts';
import type { Qcow2Header } from './header.ts';

/** Header extension types (qcow2.rst, "Header extensions"). Types not named here are, by the format, ignored. */
const END = 0x00000000;
const EXTERNAL_DATA_FILE_NAME = 0x44415441;
const FULL_DISK_ENCRYPTION = 0x0537be77;
/** No writer makes more than six. */
const MAX_EXTENSIONS = 64;

/**
 * Walks the extensions in the first cluster. The name of an external data file is refused even where the feature bit is
 * clear: it has no other purpose.
 * @returns where the LUKS header is, or null without one.
 */
export async function checkExtensions(source: ByteSource, header: Qcow2Header): Promise<{ luksHeader: number | null }> {
  let luksHeader: number | null = null;
  let at = header.length;
  for (let count = 0; at + 8 <= Math.min(header.clusterSize, source.size); count++) {
    if (count === MAX_EXTENSIONS)
      refuse('table-too-large', `The qcow2 image has more than ${MAX_EXTENSIONS} header extensions.`);
    const prefix = await source.read(at, 8);
    const type = prefix.readUInt32BE(0);
    const length = prefix.readUInt32BE(4);
    if (type === END) break;
    const data = at + 8;
    if (data + length > header.clusterSize) {
      refuse('malformed', `The qcow2 header extension at byte ${at} is longer than the header's cluster.`);
    }
    if (type === EXTERNAL_DATA_FILE_NAME) {
      const name = printable(await readExactly(source, data, Math.min(length, 1024), 'qcow2 header extension'));
      refuse('external-data-file', `The qcow2 image keeps its data in another file, "${name}".`);
    }
    if (type === FULL_DISK_ENCRYPTION) luksHeader = await readCryptoPointer(source, data, length);
    at = data + Math.ceil(length / 8) * 8;
  }
  return { luksHeader };
}

async function readCryptoPointer(source: ByteSource, data: number, length: number): Promise<number> {
  if (length !== 16) refuse('malformed', `The qcow2 encryption header pointer has ${length} bytes, not 16.`);
  const pointer = await readExactly(source, data, 16, 'qcow2 encryption header pointer');
  const offset = uint64BE(pointer, 0);
  requireWithin(source, offset, uint64BE(pointer, 8), 'qcow2 encryption header');
  return offset;
}
