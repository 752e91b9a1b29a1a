import { crc32 } from 'node:zlib';
import type { ByteSource } from '../../byte-source.ts';
import { uint64LE } from '../../bytes/uint64.ts';
import { MiB, SECTOR } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { readExactly } from '../../filesystems/read-exactly.ts';

/** The label is in one of the first four sectors. */
const LABEL_SECTORS = 4;
const LABEL = 'LABELONE';
const LABEL_TYPE = 'LVM2 001';
const AREA_MAGIC = Buffer.from(' LVM2 x[5A%r0N*>', 'latin1');
const AREA_HEADER_LENGTH = 512;
const FIRST_TEXT = 40;
const TEXT_IGNORED = 1;
/** LVM's areas hold 1 MiB by default; a text of this length describes tens of thousands of volumes. */
const MAX_TEXT = 4 * MiB;
/** Where LVM's checksums begin (lib/misc/crc.c, INITIAL_CRC), and `zlib.crc32`, which inverts before and after, with it. */
const FIRST_CRC = 0xf597a6cf;

export interface PhysicalVolume {
  /** Without dashes. */
  readonly id: string;
  /** Description of the whole group; null where this volume keeps none, because others do. */
  readonly text: string | null;
}

/**
 * Reads the label of an LVM2 physical volume and the metadata behind it (lvm2, lib/format_text/layout.h).
 * @returns null where there is no label. @throws DiskError `malformed`, `limit-exceeded`
 */
export async function readPhysicalVolume(source: ByteSource): Promise<PhysicalVolume | null> {
  const label = findLabel(Buffer.from(await source.read(0, LABEL_SECTORS * SECTOR)));
  if (label === null) return null;
  if (lvmCrc(label.subarray(20)) !== label.readUInt32LE(16)) throw broken('the checksum of its label does not hold');
  const headerAt = label.readUInt32LE(20);
  if (headerAt > SECTOR - 40) throw broken('its header lies outside of its label');
  const header = label.subarray(headerAt);
  const dataAreas = locations(header, 40);
  const metadataAreas = locations(header, 40 + (dataAreas.length + 1) * 16);
  for (const area of metadataAreas) {
    const text = await readText(source, area);
    if (text !== null) return { id: header.toString('latin1', 0, 32), text };
  }
  return { id: header.toString('latin1', 0, 32), text: null };
}

/** The sector of the label, on whose number it depends. */
function findLabel(start: Buffer): Buffer | null {
  for (let at = 0; at + SECTOR <= start.length; at += SECTOR) {
    const sector = start.subarray(at, at + SECTOR);
    const isLabel = sector.toString('latin1', 0, 8) === LABEL && sector.toString('latin1', 24, 32) === LABEL_TYPE;
    if (isLabel && sector.readBigUInt64LE(8) === BigInt(at / SECTOR)) return sector;
  }
  return null;
}

interface Area {
  readonly offset: number;
  readonly size: number;
}

/** Pairs of offset and size in bytes, up to one of zeros. */
function locations(header: Buffer, at: number): Area[] {
  const areas: Area[] = [];
  for (let next = at; ; next += 16) {
    if (next + 16 > header.length) throw broken('its list of areas has no end');
    const area = { offset: uint64LE(header, next), size: uint64LE(header, next + 8) };
    if (area.offset === 0) return areas;
    areas.push(area);
  }
}

/** The newest text of a metadata area, which is written around in a circle behind its header. */
async function readText(source: ByteSource, area: Area): Promise<string | null> {
  const header = Buffer.from(await readExactly(source, area.offset, AREA_HEADER_LENGTH, 'header of the LVM metadata'));
  if (!header.subarray(4, 20).equals(AREA_MAGIC) || lvmCrc(header.subarray(4)) !== header.readUInt32LE(0)) {
    throw broken('the header of its metadata is damaged');
  }
  const start = uint64LE(header, FIRST_TEXT);
  const size = uint64LE(header, FIRST_TEXT + 8);
  if (start === 0 || size === 0 || (header.readUInt32LE(FIRST_TEXT + 20) & TEXT_IGNORED) !== 0) return null;
  if (size > MAX_TEXT) {
    throw new DiskError('limit-exceeded', `The LVM metadata is ${size} bytes long; ${MAX_TEXT} are accepted.`);
  }
  const room = area.size - AREA_HEADER_LENGTH;
  if (start < AREA_HEADER_LENGTH || start >= area.size || size > room) throw broken('its metadata leave their area');
  const straight = Math.min(size, area.size - start);
  const text = Buffer.concat([
    Buffer.from(await readExactly(source, area.offset + start, straight, 'LVM metadata')),
    await readExactly(source, area.offset + AREA_HEADER_LENGTH, size - straight, 'LVM metadata'),
  ]);
  if (lvmCrc(text) !== header.readUInt32LE(FIRST_TEXT + 16)) throw broken('the checksum of its metadata does not hold');
  // The text ends in a NUL.
  return text.toString('utf8').split('\0', 1).join('');
}

function lvmCrc(bytes: Buffer): number {
  return ~crc32(bytes, ~FIRST_CRC >>> 0) >>> 0;
}

function broken(what: string): DiskError {
  return new DiskError('malformed', `The LVM physical volume can't be read: ${what}.`);
}
