import { createHash } from 'node:crypto';
import { Engine } from './md5-sha512/engine.ts';
import { Md5Sha512 } from './md5-sha512/md5-sha512.ts';

export type DigestAlgorithm = 'md5' | 'sha256' | 'sha512';

/** Running digests of the same bytes. */
export interface Digests {
  update(bytes: Buffer): void;
  /** Ends them. @returns hex, in the order of the algorithms. */
  finish(): readonly string[];
}

/** Undefined until it is wanted, null where there is none. */
let engine: Engine | null | undefined;

/**
 * Whether these are made at once, in less time than one after the other. Other processors than those of PCs often have instructions
 * for SHA-512, which OpenSSL uses.
 */
export function areMadeAtOnce(algorithms: readonly DigestAlgorithm[]): boolean {
  return process.arch === 'x64' && algorithms.length === 2 && algorithms[0] === 'md5' && algorithms[1] === 'sha512';
}

export function beginDigests(algorithms: readonly DigestAlgorithm[]): Digests {
  if (areMadeAtOnce(algorithms)) {
    if (engine === undefined) engine = tryEngine();
    if (engine) return new Md5Sha512(engine);
  }
  const hashes = algorithms.map((algorithm) => createHash(algorithm));
  return {
    update: (bytes) => {
      for (const hash of hashes) hash.update(bytes);
    },
    finish: () => hashes.map((hash) => hash.digest('hex')),
  };
}

function tryEngine(): Engine | null {
  try {
    return new Engine();
  } catch {
    // The processor lacks what it needs, or there is no room for its memory: it takes 8 GiB of addresses.
    return null;
  }
}
