import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { IngotError } from '../kernel/errors.ts';
import { createGate } from './gate.ts';

const argon2Async = promisify(argon2);

const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Two of Node's four pool threads, so that files are still read during a storm of sign-ins; 38 MiB at most. */
const GATE = { concurrency: 2, queue: 256, share: 32 };

const ENCODED =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** Passwords and secrets as they are stored. */
export interface PasswordHasher {
  /** An encoded hash in the PHC string format, with its own salt. @throws IngotError as `verify` */
  hash(password: string): Promise<string>;
  /**
   * @param encoded what `hash` gave; null (no such user, no password) is false, after the same time.
   * @param origin where the guess comes from, for a fair turn; null for what is not to be bounded by origin.
   * @throws IngotError `corrupt` when `encoded` is something else; `too-many-requests` and `unavailable` when too many wait.
   */
  verify(password: string, encoded: string | null, origin: string | null): Promise<boolean>;
  /** Whether `encoded` costs something else than what `hash` would give now. @throws IngotError `corrupt` */
  isOutdated(encoded: string): boolean;
}

/** What a hash costs. https://www.rfc-editor.org/rfc/rfc9106#section-3.1 */
export interface HashCost {
  /** KiB */
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane; some 30 ms of one core. */
const COST: HashCost = { memory: 19_456, passes: 2, lanes: 1 };

/**
 * Argon2id (RFC 9106), off the main thread, a few at a time: each needs 19 MiB.
 * https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md
 */
export function createPasswordHasher(cost: HashCost = COST): PasswordHasher {
  const gate = createGate(GATE);
  const derive = (password: string, parameters: Parameters, origin: string | null): Promise<Buffer> =>
    gate.pass(origin, () =>
      argon2Async('argon2id', {
        message: password,
        nonce: parameters.salt,
        memory: parameters.memory,
        passes: parameters.passes,
        parallelism: parameters.lanes,
        tagLength: parameters.hash.length,
      }),
    );
  return {
    hash: async (password) => {
      const parameters = freshParameters(cost);
      return encode({ ...parameters, hash: await derive(password, parameters, null) });
    },
    verify: async (password, encoded, origin) => {
      const parameters = encoded === null ? freshParameters(cost) : decode(encoded);
      const equal = timingSafeEqual(await derive(password, parameters, origin), parameters.hash);
      return equal && encoded !== null;
    },
    isOutdated: (encoded) => {
      const { memory, passes, lanes } = decode(encoded);
      return memory !== cost.memory || passes !== cost.passes || lanes !== cost.lanes;
    },
  };
}

interface Parameters extends HashCost {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

function freshParameters(cost: HashCost): Parameters {
  return { ...cost, salt: randomBytes(SALT_BYTES), hash: Buffer.alloc(HASH_BYTES) };
}

function encode({ memory, passes, lanes, salt, hash }: Parameters): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${lanes}$${unpadded(salt)}$${unpadded(hash)}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

function decode(encoded: string): Parameters {
  const [, memory, passes, lanes, salt, hash] = ENCODED.exec(encoded) ?? [];
  if (salt === undefined || hash === undefined) {
    throw new IngotError('corrupt', 'A stored password hash cannot be read.');
  }
  return {
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}
