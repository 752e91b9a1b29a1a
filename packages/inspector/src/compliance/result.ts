import { Type, type Static } from 'typebox';
import { FINDS } from './check.ts';

/**
 * What came of the rules of a profile on one image: plain data, which crosses from the process that reads the disk. It
 * says where a secret lies and what it is, and never the secret.
 */

/** What is to be said of a place: seen there, or missed there. */
export const SIGHTS = [
  'there',
  'missing',
  'not-empty',
  'link',
  'no-match',
  'installed',
  'not-installed',
  'half-installed',
  'wrong-version',
  'starts',
  'does-not-start',
  'no-service',
  'value',
  'no-value',
  'system',
  'encrypted',
  'unreadable',
  'cut-off',
  'left-in-use',
  'hibernated',
  'file-type',
  'answers',
  'no-answer',
  'finished',
  'failed',
  'refused',
  ...FINDS,
] as const;
export type Sight = (typeof SIGHTS)[number];

const TEXT = Type.String({ maxLength: 1024 });

const EVIDENCE = Type.Object({
  /** A path, the name of a package, service, key or part; printable. */
  path: TEXT,
  what: Type.Enum(SIGHTS),
  /** More about it that is no secret: a version, how a service starts. */
  detail: Type.Union([TEXT, Type.Null()]),
  /** First 12 hex digits of the SHA-256 of the file, so that the same file is known again. */
  digest: Type.Union([Type.String({ pattern: '^[0-9a-f]{12}$' }), Type.Null()]),
});
export type Evidence = Static<typeof EVIDENCE>;

/** `warn` – a recommendation is not followed; `fail` – a requirement is not met. */
export const OUTCOMES = ['pass', 'fail', 'warn', 'unknown', 'not-applicable'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const RULE_RESULT = Type.Object({
  rule: Type.String({ maxLength: 64 }),
  outcome: Type.Enum(OUTCOMES),
  evidence: Type.Array(EVIDENCE, { maxItems: 20 }),
  /** Why it can't be known; of `unknown` only. */
  reasons: Type.Array(TEXT, { maxItems: 5 }),
});
export type RuleResult = Static<typeof RULE_RESULT>;

export const VERDICTS = ['pass', 'fail', 'unknown'] as const;
/** `pass` – every requirement that applies is met, and known to be; `unknown` – none is known to be broken. */
export type Verdict = (typeof VERDICTS)[number];

export const PROFILE_RESULT = Type.Object({
  profile: Type.String({ maxLength: 64 }),
  version: Type.String({ maxLength: 64 }),
  /** `profileHash` of the profile. */
  hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  verdict: Type.Enum(VERDICTS),
  /** One for every rule, in the order of the profile. */
  rules: Type.Array(RULE_RESULT, { maxItems: 200 }),
});
export type ProfileResult = Static<typeof PROFILE_RESULT>;
