import { constant, Variables } from './assembler.ts';

/** Where what lies in the memory of the module, in bytes. */
export const LAYOUT = {
  /** What is there from the beginning: 80 words. */
  sha512Constants: 0,
  /** 64 words: for each of the 4 rounds one for each word of a block, in the order of the words. */
  md5Constants: 640,
  /** Which bytes make words of 64 bits with their ends exchanged, and words that are rotated right by 8 bits. */
  bigEndian: 896,
  rotatedByte: 912,
  /** 16 words of SHA-512's schedule, with their constants added. */
  schedule: 1024,
  /** The words of two blocks of MD5, for each round with its constants added. */
  md5Words: 1152,
  /** 8 words. */
  sha512: 1664,
  /** 4 words, and what they were 64 bytes before. */
  md5: 1728,
  md5Before: 1744,
  input: 2048,
} as const;

/** The address of byte 0. */
export const ORIGIN = constant(0);

/** The parameters of the function: where the next 128 bytes are, and how many times as many are left. */
export const PARAMETERS = 2;
export const INPUT = new Variables(PARAMETERS).parameter(0);
export const BLOCKS = new Variables(PARAMETERS).parameter(1);
