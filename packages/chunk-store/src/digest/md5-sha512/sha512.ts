/** SHA-512 (FIPS 180-4) of 128 bytes, round by round. */
import { i64, v128, type Code, type Variable, type Variables } from './assembler.ts';
import { INPUT, LAYOUT, ORIGIN } from './layout.ts';

type State = readonly [Variable, Variable, Variable, Variable, Variable, Variable, Variable, Variable];

const ROUNDS = 80;
const WORDS = 16;
/** So many rounds before a word is needed it is made. */
const AHEAD = 4;
const WORD_BITS = 64n;

/** The first bits behind the point of square roots of primes: the state before the first byte. */
export const SHA512_START = primes(8).map((prime) => BigInt.asUintN(64, root(prime << (2n * WORD_BITS), 2n)));

/** The same of cube roots: what the rounds add. */
export function sha512Constants(): Uint8Array {
  const words = primes(ROUNDS).map((prime) => BigInt.asUintN(64, root(prime << (3n * WORD_BITS), 3n)));
  return new Uint8Array(BigUint64Array.from(words).buffer);
}

function primes(count: number): readonly bigint[] {
  const found: bigint[] = [];
  for (let candidate = 2n; found.length < count; candidate += 1n) {
    if (found.every((prime) => candidate % prime !== 0n)) found.push(candidate);
  }
  return found;
}

/** The largest number whose power is not more than `value`, by Newton's method from above. */
function root(value: bigint, power: bigint): bigint {
  let guess = 1n << (BigInt(value.toString(2).length) / power + 1n);
  for (;;) {
    const next = ((power - 1n) * guess + value / guess ** (power - 1n)) / power;
    if (next >= guess) return guess;
    guess = next;
  }
}

/**
 * The rounds are done with numbers of 64 bits. The schedule, two words at a time, is made on the part of the processor that works on
 * vectors, which has nothing else to do.
 */
export class Sha512 {
  readonly #state: State;
  /** The last 16 words of the schedule. */
  readonly #words: readonly Variable[];
  readonly #word: Variable;
  readonly #bigEndian: Variable;
  readonly #rotatedByte: Variable;
  /** a ^ b of this round, and of the one before, where it was b ^ c of this. */
  readonly #differs: Variable;
  readonly #differed: Variable;

  constructor(variables: Variables) {
    const number = (): Variable => variables.one('i64');
    const vector = (): Variable => variables.one('v128');
    this.#state = [number(), number(), number(), number(), number(), number(), number(), number()];
    [this.#differs, this.#differed] = [number(), number()];
    this.#words = Array.from({ length: WORDS / 2 }, vector);
    [this.#word, this.#bigEndian, this.#rotatedByte] = [vector(), vector(), vector()];
  }

  /** Takes the state from memory. */
  get begin(): Code {
    return [
      this.#bigEndian.set(v128.load(ORIGIN, LAYOUT.bigEndian)),
      this.#rotatedByte.set(v128.load(ORIGIN, LAYOUT.rotatedByte)),
      this.#state.map((variable, at) => variable.set(i64.load(ORIGIN, LAYOUT.sha512 + 8 * at))),
    ];
  }

  /** The rounds for one block, the last of which leaves the new state in memory. */
  get rounds(): readonly Code[] {
    const rounds: Code[] = [];
    let turn = this.#state;
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push([
        round === 0 ? this.#beginBlock() : [],
        round % 2 === 0 ? this.#schedule(round + AHEAD) : [],
        this.#round(turn, round),
        round === ROUNDS - 1 ? this.#end() : [],
      ]);
      const [a, b, c, d, e, f, g, h] = turn;
      turn = [h, a, b, c, d, e, f, g];
    }
    return rounds;
  }

  #beginBlock(): Code {
    const [, b, c] = this.#state;
    return [
      this.#differed.set(i64.xor(b.get, c.get)),
      this.#words.map((words, at) => words.set(v128.pick(v128.load(INPUT.get, 16 * at), this.#bigEndian.get))),
      Array.from({ length: AHEAD / 2 }, (_, at) => this.#schedule(2 * at)),
    ];
  }

  #round([a, b, , d, e, f, g, h]: State, round: number): Code {
    const sigma1 = xorRotated(e.get, 14, 18, 41);
    const sigma0 = xorRotated(a.get, 28, 34, 39);
    const choice = i64.xor(i64.and(i64.xor(f.get, g.get), e.get), g.get);
    const majority = i64.xor(i64.and(this.#differed.get, this.#differs.get), b.get);
    return [
      h.set(i64.add(h.get, i64.load(ORIGIN, LAYOUT.schedule + 8 * (round % WORDS)))),
      h.set(i64.add(h.get, choice)),
      h.set(i64.add(h.get, sigma1)),
      d.set(i64.add(d.get, h.get)),
      h.set(i64.add(h.get, sigma0)),
      this.#differs.set(i64.xor(a.get, b.get)),
      h.set(i64.add(h.get, majority)),
      this.#differed.set(this.#differs.get),
    ];
  }

  /** Leaves two words for their rounds, and makes those of 16 rounds later in their place. */
  #schedule(round: number): Code {
    if (round >= ROUNDS) return [];
    const words = (ahead: number): Variable => this.#words[(round / 2 + ahead) % this.#words.length] ?? this.#word;
    const these = words(0);
    const constants = v128.load(ORIGIN, LAYOUT.sha512Constants + 8 * round);
    const leave = v128.store(ORIGIN, LAYOUT.schedule + 8 * (round % WORDS), v128.add64(these.get, constants));
    if (round + WORDS >= ROUNDS) return leave;
    const word = this.#word.get;
    const last = words(7).get;
    const sigma0 = xorVectors(rotateRight(word, 1), v128.pick(word, this.#rotatedByte.get), v128.shiftRight64(word, 7));
    const sigma1 = xorVectors(rotateRight(last, 19), rotateRight(last, 61), v128.shiftRight64(last, 6));
    return [
      leave,
      this.#word.set(v128.middle(these.get, words(1).get)),
      these.set(v128.add64(v128.add64(these.get, v128.middle(words(4).get, words(5).get)), sigma0)),
      these.set(v128.add64(these.get, sigma1)),
    ];
  }

  #end(): Code {
    return this.#state.map((variable, at) => [
      variable.set(i64.add(variable.get, i64.load(ORIGIN, LAYOUT.sha512 + 8 * at))),
      i64.store(ORIGIN, LAYOUT.sha512 + 8 * at, variable.get),
    ]);
  }
}

/** `value`, rotated right by each of three numbers of bits, in ascending order: one within the other takes two copies of it less. */
function xorRotated(value: Code, first: number, second: number, third: number): Code {
  const inner = i64.xor(i64.rotateRight(value, third - second), value);
  return i64.rotateRight(i64.xor(i64.rotateRight(inner, second - first), value), first);
}

function xorVectors(first: Code, second: Code, third: Code): Code {
  return v128.xor(v128.xor(first, second), third);
}

function rotateRight(vector: Code, bits: number): Code {
  return v128.or(v128.shiftRight64(vector, bits), v128.shiftLeft64(vector, Number(WORD_BITS) - bits));
}
