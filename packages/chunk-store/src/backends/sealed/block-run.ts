/**
 * How the blocks of one pack are enciphered: AES-256-GCM (NIST SP 800-38D) in the STREAM construction (Hoang,
 * Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, CRYPTO 2015), with
 * a key of the pack's own as in Tink's AES-GCM-HKDF streaming.
 *
 *     key    HKDF of the master key and the pack's random salt
 *     nonce  7 zero bytes │ number of the block, u32, big-endian │ 1 for the last block of the pack, else 0
 *     AAD    the pack's header │ the pack's id
 *
 * No nonce is used twice under one key: a salt is drawn for each pack that is begun, a pack is written once, from its
 * first block to its last, and each number is given out once, whatever becomes of the block. A block that was moved,
 * repeated or left out is opened under another number than it was sealed under and refused; one that was taken from
 * another pack, or whose header or pack id was changed, has another key or another AAD; a pack that was cut ends with a
 * block that was not sealed as the last.
 *
 * A run is blocks of one pack in one piece of memory, laid out as in the sealed pack. It is worked on where it lies:
 * fresh memory for each block costs as much as the cipher.
 */
import { copyBytes } from '../../copy-bytes.ts';
import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import type { PackId } from '../../packs/pack-id.ts';
import { SEALED_BLOCK_SIZE, TAG_SIZE } from './sealed-format.ts';

const ALGORITHM = 'aes-256-gcm';
const NONCE_SIZE = 12;
/** Node puts each piece of output into memory of its own; pieces of this size come from memory that is warm. */
const PIECE = 16 * 1024;

/** What all blocks of one pack have in common; may be sent to a thread. */
export interface PackCipher {
  readonly key: KeyObject;
  readonly associated: Uint8Array;
}

/** Which blocks a run has. */
export interface RunPlace {
  /** Number of the first one. */
  readonly first: number;
  /** Whether the last block of the run is the last of the pack. */
  readonly ends: boolean;
}

/** @param header of the sealed pack. */
export function packCipher(key: KeyObject, header: Buffer, pack: PackId): PackCipher {
  return { key, associated: Buffer.concat([header, Buffer.from(pack.replaceAll('-', ''), 'hex')]) };
}

/** Enciphers a run in its place. @param run each block followed by 16 bytes of room for its tag. */
export function sealRun({ key, associated }: PackCipher, run: Buffer, place: RunPlace): void {
  for (const { number, last, block, tag } of blocksOf(run, place)) {
    const cipher = createCipheriv(ALGORITHM, key, nonce(number, last)).setAAD(associated);
    for (let at = 0; at < block.length; at += PIECE)
      copyBytes(cipher.update(block.subarray(at, at + PIECE)), block, at);
    cipher.final();
    cipher.getAuthTag().copy(tag);
  }
}

/**
 * Deciphers a run in its place; the plain bytes then lie end to end at its beginning.
 *
 * @returns how many they are; null when a block is not as it was sealed, and then the bytes are worth nothing.
 */
export function openRun({ key, associated }: PackCipher, run: Buffer, place: RunPlace): number | null {
  let end = 0;
  for (const { number, last, block, tag } of blocksOf(run, place)) {
    const options = { authTagLength: TAG_SIZE };
    const decipher = createDecipheriv(ALGORITHM, key, nonce(number, last), options).setAAD(associated).setAuthTag(tag);
    // Plain bytes go where bytes have been read already, never ahead of them.
    for (let at = 0; at < block.length; at += PIECE) {
      end += copyBytes(decipher.update(block.subarray(at, at + PIECE)), run, end);
    }
    if (!holds(decipher)) return null;
  }
  return end;
}

interface BlockPlace {
  readonly number: number;
  readonly last: boolean;
  readonly block: Buffer;
  readonly tag: Buffer;
}

function* blocksOf(run: Buffer, { first, ends }: RunPlace): Generator<BlockPlace> {
  for (let start = 0; start < run.length; start += SEALED_BLOCK_SIZE) {
    const sealed = run.subarray(start, start + SEALED_BLOCK_SIZE);
    yield {
      number: first + start / SEALED_BLOCK_SIZE,
      last: ends && start + SEALED_BLOCK_SIZE >= run.length,
      block: sealed.subarray(0, -TAG_SIZE),
      tag: sealed.subarray(-TAG_SIZE),
    };
  }
}

/** Node tells a tag that does not hold by an error without a code of its own. */
function holds(decipher: { final(): Buffer }): boolean {
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}

function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(NONCE_SIZE);
  // Throws above 2³² − 1: after 256 TiB.
  bytes.writeUInt32BE(number, NONCE_SIZE - 5);
  bytes.writeUInt8(last ? 1 : 0, NONCE_SIZE - 1);
  return bytes;
}
