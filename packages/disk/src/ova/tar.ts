import type { ByteSource } from '../byte-source.ts';
import { printable } from '../bytes/printable.ts';
import { DiskError } from '../disk-error.ts';

/** A regular file in a tar file. Offset and size in bytes. */
export interface TarEntry {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

const BLOCK = 512;
/** An appliance has a description, a manifest, a certificate and some disks. */
const MAX_ENTRIES = 1000;

/** ustar header fields (POSIX.1-2017, pax, "ustar Interchange Format"): offset and length. */
const FIELD = {
  name: [0, 100],
  size: [124, 12],
  checksum: [148, 8],
  type: [156, 1],
  magic: [257, 5],
  prefix: [345, 155],
} as const;
/** GNU tar's mark for a number in binary. */
const BINARY = 0x80;

/**
 * The regular files of a tar file, in order. Everything an OVA may hold is one: links, devices, sparse files and names
 * that are told apart from their headers are refused, since programs disagree on what they mean.
 *
 * @throws DiskError `malformed`, `unsupported`, `limit-exceeded`; what the source throws.
 */
export async function readTar(source: ByteSource): Promise<readonly TarEntry[]> {
  const entries: TarEntry[] = [];
  for (let at = 0; at + BLOCK <= source.size;) {
    const header = Buffer.from(await source.read(at, BLOCK));
    // Two blocks of zeros end it; whatever follows is padding.
    if (header.every((byte) => byte === 0)) break;
    if (entries.length === MAX_ENTRIES)
      throw new DiskError('limit-exceeded', `The OVA has more than ${MAX_ENTRIES} files.`);
    const entry = entryOf(header, at + BLOCK);
    if (entry.offset + entry.size > source.size) {
      throw new DiskError('malformed', `The OVA ends before its file ${quoted(entry.name)} does.`);
    }
    if (entries.some(({ name }) => name === entry.name)) {
      throw new DiskError('malformed', `The OVA has two files that are named ${quoted(entry.name)}.`);
    }
    entries.push(entry);
    at = entry.offset + Math.ceil(entry.size / BLOCK) * BLOCK;
  }
  if (entries.length === 0) throw new DiskError('malformed', 'The file is no OVA: it is no tar file.');
  return entries;
}

function entryOf(header: Buffer, offset: number): TarEntry {
  if (text(header, FIELD.magic) !== 'ustar' || octal(header, FIELD.checksum) !== checksumOf(header)) {
    throw new DiskError('malformed', 'The file is no OVA, or a damaged one: a tar header is not sound.');
  }
  const type = text(header, FIELD.type);
  const prefix = text(header, FIELD.prefix);
  const name = prefix === '' ? text(header, FIELD.name) : `${prefix}/${text(header, FIELD.name)}`;
  if (type !== '' && type !== '0') {
    throw new DiskError(
      'unsupported',
      `The OVA holds ${quoted(name)}, which is no regular file (tar type ${quoted(type)}).`,
    );
  }
  return { name, offset, size: sizeOf(header) };
}

function sizeOf(header: Buffer): number {
  const [start, length] = FIELD.size;
  if (((header[start] ?? 0) & BINARY) === 0) return octal(header, FIELD.size);
  // Eight bytes are enough for any file; what is before them, but for the mark, must not count.
  const size = header.readBigUInt64BE(start + length - 8);
  const isSmall = header.subarray(start + 1, start + length - 8).every((byte) => byte === 0);
  if (header[start] !== BINARY || !isSmall || size > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new DiskError('malformed', 'The OVA has a file of an impossible size.');
  }
  return Number(size);
}

function octal(header: Buffer, field: readonly [number, number]): number {
  const digits = text(header, field).trim();
  if (/^[0-7]{1,12}$/.test(digits)) return Number.parseInt(digits, 8);
  throw new DiskError('malformed', 'The file is no OVA, or a damaged one: a tar header has a number that is none.');
}

/** The sum of all bytes, those of the checksum itself as blanks. */
function checksumOf(header: Buffer): number {
  const [start, length] = FIELD.checksum;
  return header.reduce((sum, byte, at) => sum + (at >= start && at < start + length ? 0x20 : byte), 0);
}

function text(header: Buffer, [start, length]: readonly [number, number]): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('latin1', 0, end < 0 ? length : end);
}

function quoted(name: string): string {
  return JSON.stringify(printable(Buffer.from(name.slice(0, 100), 'latin1')));
}
