import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

/** As OpenSSH makes them. Every client reads an RSA key in PEM; Ed25519 has a form of OpenSSH's own. */
const BITS = 3072;

/** A new key. @returns the line of its public half; the private half in PEM (PKCS #1), as `ssh -i` takes it. */
export async function generateKey(): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: BITS });
  const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
  const parts = [Buffer.from('ssh-rsa'), positive(e), positive(n)];
  const blob = Buffer.concat(parts.flatMap((part) => [lengthOf(part), part]));
  return {
    publicKey: `ssh-rsa ${blob.toString('base64')} generated-by-ingot`,
    privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  };
}

/** A number as RFC 4251 5 writes it (mpint): the first bit would be a sign. @param text in base64url. */
function positive(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  return (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes]);
}

function lengthOf({ length }: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
