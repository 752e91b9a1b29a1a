import type { ByteSource } from '../byte-source.ts';
import { uint64LE } from '../bytes/uint64.ts';
import { SECTOR } from '../bytes/units.ts';
import { readExactly, requireWithin, tablePieces } from './bounded-read.ts';
import type { FormatProbe } from './format-probe.ts';
import { refuse } from './refusal.ts';

/** Allocation table in sectors and in clusters. */
const OLD_MAGIC = 'WithoutFreeSpace';
const MAGIC = 'WithouFreSpacExt';
const HEADER_LENGTH = 64;
const VERSION = 2;
const IN_USE = 0x746f6e59;
const EMPTY_IMAGE = 1;
const MAX_CLUSTER_SECTORS = 2 ** 16;

/** Parallels expandable image, the format of ploop and of Virtuozzo (QEMU docs/interop/parallels.rst). */
export const ploop: FormatProbe = {
  format: 'ploop',
  async detect(source) {
    const magic = (await source.read(0, MAGIC.length)).toString('latin1');
    return magic === MAGIC || magic === OLD_MAGIC;
  },
  async inspect(source) {
    const header = await readExactly(source, 0, HEADER_LENGTH, 'ploop header');
    checkHeader(header);
    const virtualSize = uint64LE(header, 36) * SECTOR;
    await checkAllocationTable(source, header, virtualSize);
    return { format: 'ploop', variant: null, virtualSize, partitionTable: null, encrypted: null };
  },
};

function checkHeader(header: Buffer): void {
  const version = header.readUInt32LE(16);
  if (version !== VERSION)
    refuse('unsupported-variant', `The ploop header has version ${version}; only 2 is supported.`);
  if (header.readUInt32LE(44) === IN_USE) refuse('unclean', 'The ploop image is marked as in use.');
  const flags = header.readUInt32LE(52);
  if ((flags & ~EMPTY_IMAGE) !== 0)
    refuse('unknown-feature', `The ploop header has unknown flags 0x${flags.toString(16)}.`);
  if (uint64LE(header, 56) !== 0) refuse('unknown-feature', 'The ploop image carries a format extension.');
  const clusterSectors = header.readUInt32LE(28);
  if (clusterSectors === 0 || clusterSectors > MAX_CLUSTER_SECTORS) {
    refuse('malformed', `The ploop image has clusters of ${clusterSectors} sectors.`);
  }
}

/** Every cluster in use must begin within the file. */
async function checkAllocationTable(source: ByteSource, header: Buffer, virtualSize: number): Promise<void> {
  const cluster = header.readUInt32LE(28) * SECTOR;
  const unit = header.toString('latin1', 0, 16) === MAGIC ? cluster : SECTOR;
  const entries = header.readUInt32LE(32);
  if (entries * cluster < virtualSize) {
    refuse(
      'malformed',
      `The ploop allocation table has ${entries} entries, too few for a disk of ${virtualSize} bytes.`,
    );
  }
  let index = 0;
  for await (const piece of tablePieces(source, HEADER_LENGTH, entries * 4, 'ploop allocation table')) {
    for (let at = 0; at < piece.length; at += 4, index++) {
      const offset = piece.readUInt32LE(at) * unit;
      if (offset !== 0) requireWithin(source, offset, 1, 'ploop cluster');
    }
  }
}
