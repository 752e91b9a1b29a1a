import { DiskError } from '../../disk-error.ts';

/** After a run of at least four literals; below it the state is the number of literals that followed the last match. */
const AFTER_LITERALS = 4;
/** Distances of matches begin past what the instruction before could have reached. */
const M2_REACH = 0x800;
const M4_REACH = 0x4000;

/**
 * Decompresses one LZO1X stream (Linux `Documentation/staging/lzo.rst`) into `output`.
 * @returns how many bytes it held. @throws DiskError `malformed` when it ends early, refers to what is not there, or has
 * more bytes than `output`.
 */
export function decompressLzo(input: Buffer, output: Buffer): number {
  let at = 0;
  let written = 0;

  const next = (): number => {
    const byte = input[at];
    if (byte === undefined) return damaged();
    at += 1;
    return byte;
  };
  /** Lengths that do not fit into an instruction go on in bytes: 255 for each zero, then the rest. */
  const longLength = (base: number): number => {
    let length = base;
    for (;;) {
      const byte = next();
      if (byte !== 0) return length + byte;
      length += 255;
    }
  };
  const copyLiterals = (count: number): void => {
    if (at + count > input.length || written + count > output.length) damaged();
    input.copy(output, written, at, at + count);
    at += count;
    written += count;
  };
  /** A match may overlap what it writes, so that it repeats. */
  const copyMatch = (distance: number, length: number): void => {
    if (distance > written || written + length > output.length) damaged();
    for (const end = written + length; written < end; written++) output[written] = output[written - distance] ?? 0;
  };

  let state = 0;
  const [first = 0] = input;
  if (first > 17) {
    at = 1;
    copyLiterals(first - 17);
    state = Math.min(first - 17, AFTER_LITERALS);
  }
  for (;;) {
    const instruction = next();
    if (instruction < 16 && state === 0) {
      copyLiterals(instruction === 0 ? longLength(15) + 3 : instruction + 3);
      state = AFTER_LITERALS;
      continue;
    }
    let trailing = instruction;
    if (instruction >= 64) {
      copyMatch(1 + ((instruction >> 2) & 7) + (next() << 3), (instruction >> 5) + 1);
    } else if (instruction >= 32) {
      const length = (instruction & 31) === 0 ? longLength(31) + 2 : (instruction & 31) + 2;
      trailing = next();
      copyMatch(1 + (trailing >> 2) + (next() << 6), length);
    } else if (instruction >= 16) {
      const length = (instruction & 7) === 0 ? longLength(7) + 2 : (instruction & 7) + 2;
      trailing = next();
      const distance = ((instruction & 8) << 11) + (trailing >> 2) + (next() << 6);
      if (distance === 0) return written;
      copyMatch(M4_REACH + distance, length);
    } else if (state === AFTER_LITERALS) {
      copyMatch(1 + M2_REACH + (instruction >> 2) + (next() << 2), 3);
    } else {
      copyMatch(1 + (instruction >> 2) + (next() << 2), 2);
    }
    state = trailing & 3;
    copyLiterals(state);
  }
}

function damaged(): never {
  throw new DiskError('malformed', 'An LZO stream is damaged.');
}
