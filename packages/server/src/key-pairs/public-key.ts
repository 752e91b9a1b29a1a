import { createHash } from 'node:crypto';
import { IngotError } from '../kernel/errors.ts';

/** What keys OpenSSH takes (ssh-keygen(1)). */
const ALGORITHM =
  /^(ssh-(rsa|ed25519)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)$/;
/** In characters: an RSA key of 16,384 bits has 2,800. */
const LONGEST_KEY = 4096;

export interface PublicKey {
  /** Without white space around it. */
  readonly line: string;
  readonly fingerprint: string;
}

/**
 * Reads a public key as `ssh-keygen` writes it into `*.pub`. Options, which `authorized_keys` may have before it, are
 * refused, and so is all that is more than one line: it is copied into guests as it is.
 *
 * @throws IngotError `invalid`
 */
export function parsePublicKey(text: string): PublicKey {
  const line = text.trim();
  const [algorithm = '', base64 = ''] = line.split(/[ \t]+/, 2);
  const key = Buffer.from(base64, 'base64');
  const isKey =
    line.length <= LONGEST_KEY &&
    line.isWellFormed() &&
    !/[^\P{Cc}\t]/u.test(line) &&
    ALGORITHM.test(algorithm) &&
    /^[A-Za-z0-9+/]+={0,2}$/.test(base64) &&
    isOf(key, algorithm);
  if (isKey) return { line, fingerprint: fingerprintOf(key) };
  throw new IngotError(
    'invalid',
    'The public key has to be one line of OpenSSH, such as the file id_ed25519.pub: "ssh-ed25519 AAAA… name".',
  );
}

/** MD5 with colons, which names the key and proves nothing. */
function fingerprintOf(key: Uint8Array): string {
  const digest = createHash('md5').update(key).digest('hex');
  return digest.replaceAll(/..(?!$)/g, '$&:');
}

/** Texts, each after its length in four bytes, of which the first is the algorithm (RFC 4251 5, RFC 4253 6.6). */
function isOf(key: Buffer, algorithm: string): boolean {
  let offset = 0;
  let count = 0;
  while (offset + 4 <= key.length) {
    const end = offset + 4 + key.readUInt32BE(offset);
    if (count === 0 && key.toString('latin1', 4, end) !== algorithm) return false;
    offset = end;
    count++;
  }
  return offset === key.length && count >= 2;
}
