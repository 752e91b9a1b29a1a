/** MD5 (RFC 1321) of 128 bytes, step by step. */
import { i32, v128, type Code, type Variable, type Variables } from './assembler.ts';
import { INPUT, LAYOUT, ORIGIN } from './layout.ts';

/** The state before the first byte. */
export const MD5_START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476] as const;

type State = readonly [Variable, Variable, Variable, Variable];

interface Round {
  /** The word of the block that the step takes, modulo 16. */
  readonly word: (step: number) => number;
  /** Bits, of one step after the other. */
  readonly rotations: readonly number[];
  readonly mix: (b: Code, c: Code, d: Code) => Code;
}

/** What RFC 1321 calls F, G, H and I; the first two in their shortest form. */
const ROUNDS: readonly Round[] = [
  { word: (step) => step, rotations: [7, 12, 17, 22], mix: (b, c, d) => i32.xor(d, i32.and(b, i32.xor(c, d))) },
  { word: (step) => 5 * step + 1, rotations: [5, 9, 14, 20], mix: (b, c, d) => i32.xor(i32.and(i32.xor(b, c), d), c) },
  { word: (step) => 3 * step + 5, rotations: [4, 11, 16, 23], mix: (b, c, d) => i32.xor(i32.xor(c, d), b) },
  { word: (step) => 7 * step, rotations: [6, 10, 15, 21], mix: (b, c, d) => i32.xor(i32.or(i32.not(d), b), c) },
];
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
      constants[round * STEPS + (word(step) % STEPS)] = Math.floor(sine * 2 ** 32);
    }
  }
  return new Uint8Array(constants.buffer);
}

/**
 * A step takes one word, to which its constant has been added: four at a time, a round before they are needed, on the part of the
 * processor that works on vectors. The other part is what both hash functions wait for.
 */
export class Md5 {
  readonly #state: State;

  constructor(variables: Variables) {
    this.#state = [variables.one('i32'), variables.one('i32'), variables.one('i32'), variables.one('i32')];
  }

  /** Takes the state from memory. */
  get begin(): Code {
    return this.#state.map((variable, at) => variable.set(i32.load(ORIGIN, LAYOUT.md5 + 4 * at)));
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
        const sum = i32.add(
          i32.add(a.get, i32.load(ORIGIN, words + 4 * (word(step) % STEPS))),
          mix(b.get, c.get, d.get),
        );
        yield [
          step % VECTORS === 0 ? this.#prepareNext(block, round, step / VECTORS) : [],
          a.set(i32.add(i32.rotateLeft(sum, rotations[step % rotations.length] ?? 0), b.get)),
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
      variable.set(i32.add(variable.get, i32.load(ORIGIN, before + 4 * at))),
      i32.store(ORIGIN, after + 4 * at, variable.get),
    ]);
  }
}
