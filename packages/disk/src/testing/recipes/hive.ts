import { roundUp } from '../../bytes/units.ts';

/** Data of a value: a string is REG_SZ, a number REG_DWORD, a bigint REG_QWORD, strings REG_MULTI_SZ, bytes REG_BINARY. */
export type HiveData =
  | string
  | number
  | bigint
  | readonly string[]
  | Buffer
  | { readonly type: number; readonly bytes: Buffer };

/** Values by name, by key: `{ 'Microsoft\\Windows NT\\CurrentVersion': { EditionID: 'Core' } }`. Parents are made. */
export type HiveKeys = Readonly<Record<string, Readonly<Record<string, HiveData>>>>;

export interface HiveOptions {
  /** Kind of the lists of subkeys; `ri` makes leaves of two keys each. */
  readonly lists?: 'lf' | 'lh' | 'li' | 'ri';
  /** The second sequence number lags behind the first. */
  readonly dirty?: boolean;
}

interface Key {
  readonly name: string;
  readonly keys: Map<string, Key>;
  readonly values: Map<string, HiveData>;
}

const BLOCK = 4096;
const NONE = 0xffff_ffff;
const SEGMENT = 16_344;
const FILETIME = 133_000_000_000_000_000n;
/** A security descriptor that lets everybody do everything. */
const SECURITY = Buffer.from('0100048014000000200000000000000000000000010100000000000100000000', 'hex');
const OWNER = Buffer.from('010100000000000100000000', 'hex');

/** A registry hive (regf 1.5) whose root is `ROOT`: a base block and one hive bin. */
export function hiveImage(keys: HiveKeys = {}, options: HiveOptions = {}): Buffer {
  const root: Key = { name: 'ROOT', keys: new Map(), values: new Map() };
  for (const [path, values] of Object.entries(keys)) {
    const key = path.split('\\').reduce(subkey, root);
    for (const [name, data] of Object.entries(values)) key.values.set(name, data);
  }
  return new HiveWriter(options).write(root);
}

function subkey(parent: Key, name: string): Key {
  const known = parent.keys.get(name.toUpperCase());
  if (known !== undefined) return known;
  const key: Key = { name, keys: new Map(), values: new Map() };
  parent.keys.set(name.toUpperCase(), key);
  return key;
}

class HiveWriter {
  readonly #options: HiveOptions;
  readonly #cells: Buffer[] = [];
  #end = 32;
  #security = 0;
  #keys = 0;

  constructor(options: HiveOptions) {
    this.#options = options;
  }

  write(root: Key): Buffer {
    const security = this.#cell(20 + SECURITY.length + OWNER.length);
    this.#security = security.offset;
    const rootOffset = this.#key(root, NONE, 0x2c);
    security.bytes.write('sk', 0, 'latin1');
    security.bytes.writeUInt32LE(security.offset, 4);
    security.bytes.writeUInt32LE(security.offset, 8);
    security.bytes.writeUInt32LE(this.#keys, 12);
    security.bytes.writeUInt32LE(SECURITY.length + OWNER.length, 16);
    SECURITY.copy(security.bytes, 20);
    OWNER.copy(security.bytes, 20 + SECURITY.length);
    return Buffer.concat([this.#baseBlock(rootOffset), this.#bin()]);
  }

  /** A new cell of zeros, to be filled by the caller. */
  #cell(length: number): { offset: number; bytes: Buffer } {
    const cell = Buffer.alloc(roundUp(4 + length, 8));
    cell.writeInt32LE(-cell.length);
    const offset = this.#end;
    this.#cells.push(cell);
    this.#end += cell.length;
    return { offset, bytes: cell.subarray(4) };
  }

  #cellOf(...parts: readonly Buffer[]): number {
    const content = Buffer.concat(parts);
    const { offset, bytes } = this.#cell(content.length);
    content.copy(bytes);
    return offset;
  }

  #key(key: Key, parent: number, flags: number): number {
    const { bytes: name, compressed } = encodeName(key.name);
    const { offset, bytes } = this.#cell(76 + name.length);
    this.#keys += 1;
    const sorted = [...key.keys].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, child]) => child);
    const children = sorted.map((child) => ({ name: child.name, offset: this.#key(child, offset, 0) }));
    const values = [...key.values].map(([valueName, data]) => this.#value(valueName, data));
    bytes.write('nk', 0, 'latin1');
    bytes.writeUInt16LE((flags & ~0x20) | (compressed ? 0x20 : 0), 2);
    bytes.writeBigUInt64LE(FILETIME, 4);
    bytes.writeUInt32LE(parent, 16);
    bytes.writeUInt32LE(children.length, 20);
    bytes.writeUInt32LE(children.length === 0 ? NONE : this.#list(children), 28);
    bytes.writeUInt32LE(NONE, 32);
    bytes.writeUInt32LE(values.length, 36);
    bytes.writeUInt32LE(values.length === 0 ? NONE : this.#cellOf(...values.map(uint32)), 40);
    bytes.writeUInt32LE(this.#security, 44);
    bytes.writeUInt32LE(NONE, 48);
    bytes.writeUInt16LE(name.length, 72);
    name.copy(bytes, 76);
    return offset;
  }

  #list(children: readonly { name: string; offset: number }[]): number {
    const kind = this.#options.lists ?? 'lh';
    if (kind === 'ri') {
      const leaves: number[] = [];
      for (let at = 0; at < children.length; at += 2) leaves.push(this.#leaf('lh', children.slice(at, at + 2)));
      return this.#cellOf(listHeader('ri', leaves.length), ...leaves.map(uint32));
    }
    return this.#leaf(kind, children);
  }

  #leaf(kind: 'lf' | 'lh' | 'li', children: readonly { name: string; offset: number }[]): number {
    const entries = children.flatMap(({ name, offset }) => {
      if (kind === 'li') return [uint32(offset)];
      return [uint32(offset), kind === 'lh' ? uint32(hashOf(name)) : Buffer.from(name.padEnd(4, '\0')).subarray(0, 4)];
    });
    return this.#cellOf(listHeader(kind, children.length), ...entries);
  }

  #value(valueName: string, data: HiveData): number {
    const { type, bytes } = encodeData(data);
    const { bytes: name, compressed } = encodeName(valueName);
    const header = Buffer.alloc(20);
    header.write('vk', 0, 'latin1');
    header.writeUInt16LE(name.length, 2);
    if (bytes.length <= 4) {
      header.writeUInt32LE(0x8000_0000 + bytes.length, 4);
      bytes.copy(header, 8);
    } else {
      header.writeUInt32LE(bytes.length, 4);
      header.writeUInt32LE(bytes.length > SEGMENT ? this.#bigData(bytes) : this.#cellOf(bytes), 8);
    }
    header.writeUInt32LE(type, 12);
    header.writeUInt16LE(compressed ? 1 : 0, 16);
    return this.#cellOf(header, name);
  }

  #bigData(bytes: Buffer): number {
    const segments: number[] = [];
    for (let at = 0; at < bytes.length; at += SEGMENT) {
      segments.push(this.#cellOf(bytes.subarray(at, at + SEGMENT), Buffer.alloc(4)));
    }
    return this.#cellOf(listHeader('db', segments.length), uint32(this.#cellOf(...segments.map(uint32))));
  }

  /** One hive bin of all cells; what is left of its last block is a free cell. */
  #bin(): Buffer {
    const length = roundUp(this.#end + 8, BLOCK);
    const header = Buffer.alloc(32);
    header.write('hbin', 0, 'latin1');
    header.writeUInt32LE(length, 8);
    header.writeBigUInt64LE(FILETIME, 20);
    const free = Buffer.alloc(length - this.#end);
    free.writeInt32LE(free.length);
    return Buffer.concat([header, ...this.#cells, free]);
  }

  #baseBlock(root: number): Buffer {
    const block = Buffer.alloc(BLOCK);
    block.write('regf', 0, 'latin1');
    block.writeUInt32LE(2, 4);
    block.writeUInt32LE(this.#options.dirty === true ? 1 : 2, 8);
    block.writeBigUInt64LE(FILETIME, 12);
    for (const [index, word] of [1, 5, 0, 1, root, roundUp(this.#end + 8, BLOCK), 1].entries()) {
      block.writeUInt32LE(word, 20 + index * 4);
    }
    return withHiveChecksum(block);
  }
}

/** Sets the checksum of a base block to what its content asks for. */
export function withHiveChecksum(hive: Buffer): Buffer {
  let sum = 0;
  for (let at = 0; at < 508; at += 4) sum ^= hive.readInt32LE(at);
  hive.writeInt32LE(sum, 508);
  return hive;
}

function encodeData(data: HiveData): { type: number; bytes: Buffer } {
  if (typeof data === 'string') return { type: 1, bytes: Buffer.from(`${data}\0`, 'utf16le') };
  if (typeof data === 'number') return { type: 4, bytes: uint32(data) };
  if (typeof data === 'bigint') {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(data);
    return { type: 11, bytes };
  }
  if (Buffer.isBuffer(data)) return { type: 3, bytes: data };
  if ('type' in data) return data;
  return { type: 7, bytes: Buffer.from([...data, ''].map((text) => `${text}\0`).join(''), 'utf16le') };
}

function encodeName(name: string): { bytes: Buffer; compressed: boolean } {
  const bytes = Buffer.from(name, 'latin1');
  const compressed = bytes.toString('latin1') === name;
  return { bytes: compressed ? bytes : Buffer.from(name, 'utf16le'), compressed };
}

function listHeader(signature: string, count: number): Buffer {
  const header = Buffer.alloc(4);
  header.write(signature, 0, 'latin1');
  header.writeUInt16LE(count, 2);
  return header;
}

/** Hint of a name in `lh` lists: Windows looks it up before it compares names. */
function hashOf(name: string): number {
  let hash = 0;
  for (const unit of name.toUpperCase()) hash = (Math.imul(hash, 37) + unit.charCodeAt(0)) >>> 0;
  return hash;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
