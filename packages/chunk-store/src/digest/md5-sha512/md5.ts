/** MD5 (RFC 1321) of 128 bytes, step by step. */
import { v128, type Code, type Variable, type Variables } from './assembler.ts';
import { INPUT, LAYOUT, ORIGIN } from './layout.ts';

/** The state before the first byte. */
export const MD5_START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476] as const;

type State = readonly [Variable, Variable, Variable, Variable];

interface Round {
  /** The word of the block that the step takes, modulo 16. */
  readonly word: (step: number) => number;
  /** Bits, of one step after the other. */
  readonly rotations: readonly number[];
  /** Adds what RFC 1321 calls F, G, H or I to the sum of the word and `a`. `b` is the newest of them: what waits for it is short. */
  readonly mix: (sum: Code, b: Code, c: Code, d: Code) => Code;
}

const ROUNDS: readonly Round[] = [
  {
    word: (step) => step,
    rotations: [7, 12, 17, 22],
    mix: (sum, b, c, d) => v128.add32(sum, v128.xor(d, v128.and(b, v128.xor(c, d)))),
  },
  {
    word: (step) => 5 * step + 1,
    rotations: [5, 9, 14, 20],
    // No bit is in both of what is said to be "or".
    mix: (sum, b, c, d) => v128.add32(v128.add32(sum, v128.andNot(c, d)), v128.and(b, d)),
  },
  {
    word: (step) => 3 * step + 5,
    rotations: [4, 11, 16, 23],
    mix: (sum, b, c, d) => v128.add32(sum, v128.xor(v128.xor(c, d), b)),
  },
  {
    word: (step) => 7 * step,
    rotations: [6, 10, 15, 21],
    // The complement of I, which is -I - 1: the 1 is in the constants.
    mix: (sum, b, c, d) => v128.subtract32(sum, v128.xor(v128.andNot(d, b), c)),
  },
];
const COMPLEMENTED = 3;
const STEPS = 16;
/** Of 16 bytes in a block. */
const VECTORS = 4;
const ROUND_SIZE = 64;
const BLOCK_SIZE = ROUNDS.length * ROUND_SIZE;

/** What the steps add, by round and word of the block. */
export function md5Constants(): Uint8Array {
  const constants = new Uint32Array(ROUNDS.length * STEPS);
  for (const [round, { word }] of ROUNDS.entries()) {
    for (let step = 0; step < STEPS; step += 1) {
      const sine = Math.abs(Math.sin(round * STEPS + step + 1));
      constants[round * STEPS + (word(step) % STEPS)] = Math.floor(sine * 2 ** 32) - (round === COMPLEMENTED ? 1 : 0);
    }
  }
  return new Uint8Array(constants.buffer);
}

/**
 * The state lies in the first of the four numbers of vectors, of which the others mean nothing: the part of the processor
 * that works on vectors has time, and SHA-512 has more to keep than there are registers for other numbers. A step takes one
 * word, to which its constant has been added: four at a time, a round before they are needed.
 */
export class Md5 {
  readonly #state: State;

  constructor(variables: Variables) {
    this.#state = [variables.one('v128'), variables.one('v128'), variables.one('v128'), variables.one('v128')];
  }

  /** Takes the state from memory. */
  get begin(): Code {
    return this.#state.map((variable, at) => variable.set(v128.load32(ORIGIN, LAYOUT.md5 + 4 * at)));
  }

  /** The steps for two blocks, the last of which leaves the new state in memory. */
  get steps(): readonly Code[] {
    const first = Array.from({ length: VECTORS }, (_, at) => this.#prepare(0, 0, at));
    const steps = [...this.#blockSteps(0), ...this.#blockSteps(1)];
    return steps.map((step, at) => (at === 0 ? [first, step] : step));
  }

  *#blockSteps(block: 0 | 1): Generator<Code> {
    let turn = this.#state;
    for (const [round, { word, rotations, mix }] of ROUNDS.entries()) {
      for (let step = 0; step < STEPS; step += 1) {
        const [a, b, c, d] = turn;
        const words = LAYOUT.md5Words + block * BLOCK_SIZE + round * ROUND_SIZE;
        const sum = mix(v128.add32(a.get, v128.load(ORIGIN, words + 4 * (word(step) % STEPS))), b.get, c.get, d.get);
        const bits = rotations[step % rotations.length] ?? 0;
        yield [
          step % VECTORS === 0 ? this.#prepareNext(block, round, step / VECTORS) : [],
          a.set(sum),
          a.set(v128.add32(v128.add32(v128.shiftLeft32(a.get, bits), b.get), v128.shiftRight32(a.get, 32 - bits))),
          round === ROUNDS.length - 1 && step === STEPS - 1 ? this.#end(block) : [],
        ];
        turn = [d, a, b, c];
      }
    }
  }

  #prepareNext(block: 0 | 1, round: number, vector: number): Code {
    if (round < ROUNDS.length - 1) return this.#prepare(block, round + 1, vector);
    return block === 0 ? this.#prepare(1, 0, vector) : [];
  }

  #prepare(block: 0 | 1, round: number, vector: number): Code {
    const words = v128.load(INPUT.get, block * ROUND_SIZE + 16 * vector);
    const constants = v128.load(ORIGIN, LAYOUT.md5Constants + round * ROUND_SIZE + 16 * vector);
    const prepared = LAYOUT.md5Words + block * BLOCK_SIZE + round * ROUND_SIZE + 16 * vector;
    return v128.store(ORIGIN, prepared, v128.add32(words, constants));
  }

  /** Adds what the state was before the block; that between the blocks is kept as well. */
  #end(block: 0 | 1): Code {
    const [before, after] = block === 0 ? [LAYOUT.md5, LAYOUT.md5Before] : [LAYOUT.md5Before, LAYOUT.md5];
    return this.#state.map((variable, at) => [
      variable.set(v128.add32(variable.get, v128.load32(ORIGIN, before + 4 * at))),
      v128.store32(ORIGIN, after + 4 * at, variable.get),
    ]);
  }
}
