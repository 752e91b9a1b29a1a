/** As much of WebAssembly as two hash functions need. What an instruction works on is given to it, as code that leaves it on the stack. */

/** Bytes of instructions, in the order in which they are put down in the end. */
export type Code = number | readonly Code[];

/** A local variable of the function. */
export interface Variable {
  readonly get: Code;
  set(value: Code): Code;
}

const TYPE = { i32: 0x7f, i64: 0x7e, v128: 0x7b } as const;

/** The variables of one function, behind its parameters. */
export class Variables {
  readonly #parameters: number;
  readonly #types: (keyof typeof TYPE)[] = [];

  /** @param parameters how many there are, all of them `i32`. */
  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  parameter(number: number): Variable {
    return { get: [0x20, number], set: (value) => [value, 0x21, number] };
  }

  one(type: keyof typeof TYPE): Variable {
    return this.parameter(this.#parameters + this.#types.push(type) - 1);
  }

  get declaration(): Code {
    return vector(this.#types.map((type) => [1, TYPE[type]]));
  }
}

/** Numbers of 7 bits a byte, as the format has its lengths. */
function unsigned(value: number): Code {
  return value < 0x80 ? value : [(value & 0x7f) | 0x80, unsigned(value >>> 7)];
}

function signed(value: number): Code {
  return value >= -0x40 && value < 0x40 ? value & 0x7f : [(value & 0x7f) | 0x80, signed(value >> 7)];
}

/** @param value of 32 bits. */
export function constant(value: number): Code {
  return [0x41, signed(value | 0)];
}

const binary =
  (instruction: Code) =>
  (left: Code, right: Code): Code => [left, right, instruction];
const simd = (instruction: number): Code => [0xfd, unsigned(instruction)];
const load =
  (instruction: Code, alignment: number) =>
  (address: Code, offset: number): Code => [address, instruction, alignment, unsigned(offset)];
const store =
  (instruction: Code, alignment: number) =>
  (address: Code, offset: number, value: Code): Code => [address, value, instruction, alignment, unsigned(offset)];

/** Numbers of 32 bits. */
export const i32 = {
  add: binary(0x6a),
} as const;

/** Numbers of 64 bits. */
export const i64 = {
  add: binary(0x7c),
  and: binary(0x83),
  xor: binary(0x85),
  rotateRight: (value: Code, bits: number): Code => [value, 0x42, signed(bits), 0x8a],
  load: load(0x29, 3),
  store: store(0x37, 3),
} as const;

/** Vectors of 16 bytes. */
export const v128 = {
  add32: binary(simd(174)),
  subtract32: binary(simd(177)),
  shiftLeft32: (value: Code, bits: number): Code => [value, constant(bits), simd(171)],
  shiftRight32: (value: Code, bits: number): Code => [value, constant(bits), simd(173)],
  add64: binary(simd(206)),
  and: binary(simd(78)),
  /** The bits of the first that the second lacks. */
  andNot: binary(simd(79)),
  or: binary(simd(80)),
  xor: binary(simd(81)),
  shiftLeft64: (value: Code, bits: number): Code => [value, constant(bits), simd(203)],
  shiftRight64: (value: Code, bits: number): Code => [value, constant(bits), simd(205)],
  /** The bytes of `value` at the places that `places` tells. @param places numbers below 16, so that all processors agree. */
  pick: binary(simd(256)),
  /** The second half of the first, and the first half of the second. */
  middle: (first: Code, second: Code): Code => [
    first,
    second,
    simd(13),
    ...Array.from({ length: 16 }, (_, at) => at + 8),
  ],
  load: load(simd(0), 0),
  store: store(simd(11), 0),
  /** The first number of 32 bits; the others become 0. */
  load32: load(simd(92), 2),
  /** Only the first number of 32 bits. */
  store32: (address: Code, offset: number, value: Code): Code => [address, value, simd(90), 2, unsigned(offset), 0],
} as const;

/** @param body of a loop. @param again whether there is another turn: a number other than 0. */
export function loop(body: Code, again: Code): Code {
  return [0x03, 0x40, body, again, 0x0d, 0, 0x0b];
}

interface ModuleParts {
  readonly name: string;
  readonly parameters: number;
  readonly variables: Variables;
  readonly body: Code;
  /** What is in memory to begin with, from byte 0. */
  readonly data: Uint8Array;
  /** In pages of 64 KiB. */
  readonly memory: number;
}

/** The bytes of a module of one function, which it exports, as its memory. */
export function assemble({ name, parameters, variables, body, data, memory }: ModuleParts): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    bytesOf([
      ...Buffer.from('\0asm\u0001\0\0\0'),
      section(1, [[0x60, vector(Array<number>(parameters).fill(TYPE.i32)), 0]]),
      section(3, [0]),
      section(5, [[0, memory]]),
      section(7, [
        [text('memory'), 2, 0],
        [text(name), 0, 0],
      ]),
      section(10, [vector(bytesOf([variables.declaration, body, 0x0b]))]),
      section(11, [[0, constant(0), 0x0b, vector([...data])]]),
    ]),
  );
}

function section(number: number, entries: readonly Code[]): Code {
  return [number, vector(bytesOf(vector(entries)))];
}

function text(value: string): Code {
  return vector([...Buffer.from(value)]);
}

/** How many there are goes before them. */
function vector(entries: readonly Code[]): Code {
  return [unsigned(entries.length), entries];
}

function bytesOf(code: Code, bytes: number[] = []): readonly number[] {
  if (typeof code === 'number') bytes.push(code);
  else for (const part of code) bytesOf(part, bytes);
  return bytes;
}
