import { MAX_STRING } from './protocol.ts';

/** NBD_OPT_INFO and NBD_OPT_GO. */
export interface InfoRequest {
  readonly name: string;
  /** NBD_INFO_… that are asked for, each once. */
  readonly wanted: ReadonlySet<number>;
}

/** NBD_OPT_LIST_META_CONTEXT and NBD_OPT_SET_META_CONTEXT. */
export interface ContextRequest {
  readonly name: string;
  readonly queries: readonly string[];
}

/** @returns null when the bytes are no such request ("Option types", NBD_OPT_INFO). */
export function decodeInfoRequest(data: Buffer): InfoRequest | null {
  const cursor = new Cursor(data);
  const name = cursor.text();
  const count = cursor.uint16();
  const wanted = new Set<number>();
  for (let position = 0; position < count && !cursor.isSpent; position += 1) wanted.add(cursor.uint16());
  return cursor.isAtEnd ? { name, wanted } : null;
}

/** @returns null when the bytes are no such request ("Option types", NBD_OPT_LIST_META_CONTEXT). */
export function decodeContextRequest(data: Buffer): ContextRequest | null {
  const cursor = new Cursor(data);
  const name = cursor.text();
  const count = cursor.uint32();
  const queries: string[] = [];
  for (let position = 0; position < count && !cursor.isSpent; position += 1) queries.push(cursor.text());
  return cursor.isAtEnd ? { name, queries } : null;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @returns null when it is longer than strings may be, no UTF-8, or has a NUL in it ("Values", "Strings"). */
export function decodeString(bytes: Buffer): string | null {
  if (bytes.length > MAX_STRING || bytes.includes(0)) return null;
  try {
    return UTF8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Reads fields one after the other. Past the end, and after a string that is none, they are empty and it is spent. */
class Cursor {
  readonly #data: Buffer;
  #at = 0;
  #isSpent = false;

  constructor(data: Buffer) {
    this.#data = data;
  }

  get isSpent(): boolean {
    return this.#isSpent;
  }

  /** Whether all fields were there and nothing follows. */
  get isAtEnd(): boolean {
    return !this.#isSpent && this.#at === this.#data.length;
  }

  uint16(): number {
    return this.#bytes(2)?.readUInt16BE() ?? 0;
  }

  uint32(): number {
    return this.#bytes(4)?.readUInt32BE() ?? 0;
  }

  text(): string {
    const bytes = this.#bytes(this.uint32());
    const text = bytes ? decodeString(bytes) : null;
    if (text === null) this.#isSpent = true;
    return text ?? '';
  }

  #bytes(length: number): Buffer | null {
    if (this.#isSpent || length > this.#data.length - this.#at) {
      this.#isSpent = true;
      return null;
    }
    this.#at += length;
    return this.#data.subarray(this.#at - length, this.#at);
  }
}
