/**
 * A WebAssembly module that makes MD5 and SHA-512 of the same bytes at once. Every step of MD5 waits for the one before, which
 * leaves most of a processor idle; the rounds of SHA-512, put between them, take what is left. Together they take three quarters of the
 * time that both take one after the other in OpenSSL.
 */
import { assemble, constant, i32, loop, Variables, type Code } from './assembler.ts';
import { BLOCKS, INPUT, LAYOUT, PARAMETERS } from './layout.ts';
import { Md5, md5Constants } from './md5.ts';
import { Sha512, sha512Constants } from './sha512.ts';

/** Bytes that a turn of the loop takes: a block of SHA-512, two of MD5. */
export const BLOCK_SIZE = 128;
/** Bytes that there is room for in `LAYOUT.input`. */
export const INPUT_SIZE = 256 * 1024;

const PAGE_SIZE = 64 * 1024;

/** @returns the module, which exports `memory` and `update(address, blocks)`. */
export function md5Sha512Program(): Uint8Array<ArrayBuffer> {
  const variables = new Variables(PARAMETERS);
  const md5 = new Md5(variables);
  const sha512 = new Sha512(variables);
  const turn = [
    spread(sha512.rounds, md5.steps),
    INPUT.set(i32.add(INPUT.get, constant(BLOCK_SIZE))),
    BLOCKS.set(i32.add(BLOCKS.get, constant(-1))),
  ];
  return assemble({
    name: 'update',
    parameters: PARAMETERS,
    variables,
    body: [md5.begin, sha512.begin, loop(turn, BLOCKS.get)],
    data: constants(),
    memory: Math.ceil((LAYOUT.input + INPUT_SIZE) / PAGE_SIZE),
  });
}

/** Both, the second spread evenly between the first. */
function spread(first: readonly Code[], second: readonly Code[]): Code {
  const upTo = (at: number): number => Math.ceil((at * second.length) / first.length);
  return first.map((code, at) => [code, second.slice(upTo(at), upTo(at + 1))]);
}

function constants(): Uint8Array {
  const all = new Uint8Array(LAYOUT.rotatedByte + 16);
  all.set(sha512Constants(), LAYOUT.sha512Constants);
  all.set(md5Constants(), LAYOUT.md5Constants);
  for (let at = 0; at < 16; at += 1) {
    const word = at & 8;
    all[LAYOUT.bigEndian + at] = word + 7 - (at & 7);
    all[LAYOUT.rotatedByte + at] = word + ((at + 1) & 7);
  }
  return all;
}
