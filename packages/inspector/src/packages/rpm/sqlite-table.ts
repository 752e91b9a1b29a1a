import { DiskError, type ByteSource } from '@ingot/disk';

/** A value of a row: integers as numbers, texts and blobs as bytes; null for NULL and for floating point, which is not needed. */
export type SqliteValue = number | Buffer | null;

const MAGIC = 'SQLite format 3\0';
const LEAF = 13;
const INTERIOR = 5;
/** Levels of a tree of 2^32 pages, at the very most. */
const MAX_DEPTH = 20;
/** Of one row, in bytes. */
const MAX_ROW = 16 * 1024 * 1024;

interface Database {
  readonly source: ByteSource;
  readonly pageSize: number;
  /** Bytes of a page that are used. */
  readonly usable: number;
}

/**
 * Rows of a table of an SQLite database, in the order of their ids ("Database File Format", sqlite.org/fileformat2.html).
 * Only the file is looked at: what is in a write-ahead log is not.
 * @throws DiskError
 */
export async function* sqliteRows(source: ByteSource, table: string): AsyncGenerator<readonly SqliteValue[]> {
  const database = await openDatabase(source);
  for await (const [type, name, , root] of rowsOf(database, 1)) {
    if (textOf(type) !== 'table' || textOf(name) !== table || typeof root !== 'number') continue;
    yield* rowsOf(database, root);
    return;
  }
  throw malformed(`has no table ${table}`);
}

async function openDatabase(source: ByteSource): Promise<Database> {
  const header = Buffer.from(await source.read(0, 100));
  if (header.length < 100 || header.toString('latin1', 0, 16) !== MAGIC) throw malformed('does not begin as one');
  const stored = header.readUInt16BE(16);
  const pageSize = stored === 1 ? 65_536 : stored;
  const usable = pageSize - header.readUInt8(20);
  if (pageSize < 512 || !Number.isInteger(Math.log2(pageSize)) || usable < 480) throw malformed('has pages of no size');
  return { source, pageSize, usable };
}

/** Rows below a page. A page that is met twice is damage, or a trap. */
async function* rowsOf(database: Database, root: number): AsyncGenerator<readonly SqliteValue[]> {
  const seen = new Set<number>();
  const ahead = [{ number: root, depth: 0 }];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    const { number, depth } = next;
    if (seen.has(number) || depth > MAX_DEPTH) throw malformed('has a tree that leads in a circle');
    seen.add(number);
    const page = await pageOf(database, number);
    const start = number === 1 ? 100 : 0;
    const kind = page.readUInt8(start);
    if (kind !== LEAF && kind !== INTERIOR) throw malformed(`has a page of kind ${kind} in a table`);
    const cells = cellsOf(page, start + (kind === LEAF ? 8 : 12), page.readUInt16BE(start + 3));
    if (kind === LEAF) {
      for (const cell of cells) yield recordOf(await payloadOf(database, page, cell));
    } else {
      const children = [...cells.map((cell) => uint32(page, cell)), page.readUInt32BE(start + 8)];
      ahead.push(...children.toReversed().map((child) => ({ number: child, depth: depth + 1 })));
    }
  }
}

async function pageOf({ source, pageSize }: Database, number: number): Promise<Buffer> {
  const page = number < 1 ? Buffer.alloc(0) : Buffer.from(await source.read((number - 1) * pageSize, pageSize));
  if (page.length === pageSize) return page;
  throw malformed(`refers to a page ${number}, which is not there`);
}

function cellsOf(page: Buffer, at: number, count: number): number[] {
  if (at + 2 * count > page.length) throw malformed('has a page with more cells than fit');
  return Array.from({ length: count }, (_, index) => page.readUInt16BE(at + 2 * index));
}

/** The row of a cell, with what of it lies on pages of its own (file format, 1.6). */
async function payloadOf(database: Database, page: Buffer, cell: number): Promise<Buffer> {
  const { usable } = database;
  const length = varint(page, cell);
  const { end: start } = varint(page, length.end);
  if (length.value > MAX_ROW) throw new DiskError('limit-exceeded', 'A row of the database of packages is too long.');
  const most = usable - 35;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((length.value - least) % (usable - 4));
  const local = length.value <= most ? length.value : wanted <= most ? wanted : least;
  if (start + local > page.length) throw malformed('has a row that leaves its page');
  const parts = [page.subarray(start, start + local)];
  let have = local;
  let next = have < length.value ? uint32(page, start + local) : 0;
  // Every page adds to the row, so that it ends.
  while (have < length.value) {
    const overflow = await pageOf(database, next);
    const part = overflow.subarray(4, Math.min(usable, 4 + length.value - have));
    parts.push(part);
    have += part.length;
    next = overflow.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** Values of a row by their serial types (file format, 2.1). */
function recordOf(row: Buffer): SqliteValue[] {
  const { value: bodyStart, end } = varint(row, 0);
  const values: SqliteValue[] = [];
  let body = bodyStart;
  for (let at = end; at < bodyStart;) {
    const type = varint(row, at);
    at = type.end;
    const length = lengthOf(type.value);
    if (body + length > row.length) throw malformed('has a row that is too short');
    values.push(valueOf(type.value, row.subarray(body, body + length)));
    body += length;
  }
  return values;
}

const INTEGER_LENGTHS = [0, 1, 2, 3, 4, 6, 8];
const FLOAT = 7;

function lengthOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return type === FLOAT ? 8 : (INTEGER_LENGTHS[type] ?? 0);
}

function valueOf(type: number, bytes: Buffer): SqliteValue {
  if (type >= 12) return bytes;
  if (type === 8 || type === 9) return type - 8;
  if (type === 0 || type === FLOAT || bytes.length === 0) return null;
  return bytes.length === 8 ? Number(bytes.readBigInt64BE()) : bytes.readIntBE(0, bytes.length);
}

/** Up to nine bytes, seven bits each (file format, 1.6); no honest length has more than fits a number. */
function varint(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start; at < start + 9; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) break;
    value = value * 128 + (byte & 0x7f);
    if (byte < 128 && Number.isSafeInteger(value)) return { value, end: at + 1 };
  }
  // Ids of rows may be negative, which takes nine bytes; those of packages are not.
  throw malformed('has a number that does not end');
}

function uint32(page: Buffer, at: number): number {
  if (at + 4 > page.length) throw malformed('has a cell that leaves its page');
  return page.readUInt32BE(at);
}

function textOf(value: SqliteValue | undefined): string | null {
  return Buffer.isBuffer(value) ? value.toString() : null;
}

function malformed(what: string): DiskError {
  return new DiskError('malformed', `The database of packages is damaged: it ${what}.`);
}
