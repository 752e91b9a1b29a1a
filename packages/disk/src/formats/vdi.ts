import type { ByteSource } from '../byte-source.ts';
import { isZero } from '../bytes/guid.ts';
import { uint64LE } from '../bytes/uint64.ts';
import { MiB, SECTOR } from '../bytes/units.ts';
import { mapBlocks, requireSound, UNSTORED } from './block-places.ts';
import { readExactly, requireWithin, tablePieces } from './bounded-read.ts';
import type { MappedExtent } from './disk-map.ts';
import type { FormatProbe } from './format-probe.ts';
import { refuse } from './refusal.ts';

const SIGNATURE_OFFSET = 0x40;
const SIGNATURE = Buffer.from([0x7f, 0x10, 0xda, 0xbe]);
const VERSION_1_1 = 0x00010001;
const IMAGE_TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'dynamic'],
  [2, 'static'],
]);
const DIFFERENCING = 4;
/** VirtualBox never wrote another block size, and QEMU reads no other. */
const BLOCK = MiB;
/** Block map values from here on stand for "not stored": never written, and discarded. */
const FIRST_UNSTORED = 0xfffffffe;
/** Offsets of the link (parent) and parent-modification UUIDs; nil in a disk that stands alone. */
const PARENT_UUIDS = [424, 440];
const HEADER_LENGTH = 512;
const VIRTUAL_SIZE_OFFSET = 368;

/** VirtualBox disk image 1.1; the layout is in QEMU's block/vdi.c and VirtualBox' VDICore.h. */
export const vdi: FormatProbe = {
  format: 'vdi',
  async detect(source) {
    return (await source.read(SIGNATURE_OFFSET, SIGNATURE.length)).equals(SIGNATURE);
  },
  async inspect(source) {
    const header = Buffer.from(await readExactly(source, 0, HEADER_LENGTH, 'VDI header'));
    const variant = checkHeader(header);
    const virtualSize = uint64LE(header, VIRTUAL_SIZE_OFFSET);
    await requireSound(placesOf(source, header));
    return { format: 'vdi', variant, virtualSize, partitionTable: null, encrypted: null };
  },
};

/** The image type's name, when the header asks for nothing that we refuse. */
function checkHeader(header: Buffer): string {
  const version = header.readUInt32LE(68);
  if (version !== VERSION_1_1) {
    refuse('unsupported-variant', `The VDI header has version 0x${version.toString(16)}; only 1.1 is supported.`);
  }
  const type = header.readUInt32LE(76);
  if (type === DIFFERENCING || PARENT_UUIDS.some((at) => !isZero(header.subarray(at, at + 16)))) {
    refuse('backing-file', 'The VDI is a differencing image: it needs a parent disk.');
  }
  const variant = IMAGE_TYPES.get(type);
  if (variant === undefined) {
    refuse('unsupported-variant', `The VDI has image type ${type}; only dynamic (1) and static (2) are supported.`);
  }
  const [sectorSize, blockSize, blockExtra] = [360, 376, 380].map((at) => header.readUInt32LE(at));
  if (sectorSize !== SECTOR || blockSize !== BLOCK || blockExtra !== 0) {
    refuse(
      'unsupported-variant',
      `The VDI has sectors of ${sectorSize} bytes and blocks of ${blockSize} + ${blockExtra} bytes; only 512 and 1 MiB + 0 are supported.`,
    );
  }
  return variant;
}

/** Every stored block must be within the file; the last one may be cut where the disk ends. */
async function* placesOf(source: ByteSource, header: Buffer): AsyncGenerator<readonly number[]> {
  const virtualSize = uint64LE(header, VIRTUAL_SIZE_OFFSET);
  const mapOffset = header.readUInt32LE(340);
  const dataOffset = header.readUInt32LE(344);
  const blocks = header.readUInt32LE(384);
  if (blocks < Math.ceil(virtualSize / BLOCK)) {
    refuse('malformed', `The VDI block map has ${blocks} entries, too few for a disk of ${virtualSize} bytes.`);
  }
  const place = (block: number, index: number): number => {
    if (block >= FIRST_UNSTORED) return UNSTORED;
    const length = Math.max(0, Math.min(BLOCK, virtualSize - index * BLOCK));
    requireWithin(source, dataOffset + block * BLOCK, length, 'VDI block');
    return dataOffset + block * BLOCK;
  };
  let done = 0;
  for await (const piece of tablePieces(source, mapOffset, blocks * 4, 'VDI block map')) {
    const first = done;
    done += piece.length / 4;
    yield Array.from({ length: done - first }, (_, index) => place(piece.readUInt32LE(index * 4), first + index));
  }
}

export async function* mapVdi(image: ByteSource): AsyncGenerator<MappedExtent> {
  const header = Buffer.from(await readExactly(image, 0, HEADER_LENGTH, 'VDI header'));
  const layout = { size: uint64LE(header, VIRTUAL_SIZE_OFFSET), imageSize: image.size, blockSize: BLOCK };
  yield* mapBlocks(layout, placesOf(image, header));
}
