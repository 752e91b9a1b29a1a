import { Type, type Static } from 'typebox';
import { LEAF, type Check } from './check.ts';

/** A text for people, in both languages that the product speaks. */
const WORDS = Type.Object(
  { en: Type.String({ minLength: 1, maxLength: 4096 }), ru: Type.String({ minLength: 1, maxLength: 4096 }) },
  { additionalProperties: false },
);
export type Words = Readonly<Static<typeof WORDS>>;
export type Language = keyof Words;

const ID = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 64 });

/** A requirement that is not met fails the profile; a recommendation warns. */
export type Severity = 'requirement' | 'recommendation';

/** For which systems a rule is; to others it does not apply. */
export interface Applies {
  readonly family?: 'linux' | 'windows' | undefined;
  /** `ID` of os-release(5), one of these. */
  readonly id?: readonly string[] | undefined;
}

export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly title: Words;
  /** Why it matters. */
  readonly reason: Words;
  /** What to do where it is not met. */
  readonly remedy: Words;
  /** Every system unless given. */
  readonly applies?: Applies | undefined;
  readonly check: Check;
}

/** What an image has to be for a purpose. The rules are what counts; the version is for people. */
export interface Profile {
  readonly id: string;
  readonly version: string;
  readonly title: Words;
  readonly description: Words;
  readonly rules: readonly Rule[];
}

const CHECK = Type.Cyclic(
  {
    Check: Type.Union([
      LEAF,
      Type.Object(
        {
          check: Type.Union([Type.Literal('all'), Type.Literal('any')]),
          of: Type.Array(Type.Ref('Check'), { minItems: 1, maxItems: 32 }),
        },
        { additionalProperties: false },
      ),
      Type.Object({ check: Type.Literal('not'), of: Type.Ref('Check') }, { additionalProperties: false }),
    ]),
  },
  'Check',
);

const RULE = Type.Object(
  {
    id: ID,
    severity: Type.Union([Type.Literal('requirement'), Type.Literal('recommendation')]),
    title: WORDS,
    reason: WORDS,
    remedy: WORDS,
    applies: Type.Optional(
      Type.Object(
        {
          family: Type.Optional(Type.Union([Type.Literal('linux'), Type.Literal('windows')])),
          id: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { minItems: 1, maxItems: 32 })),
        },
        { additionalProperties: false },
      ),
    ),
    check: CHECK,
  },
  { additionalProperties: false },
);

/** `Profile` as a schema: what may come from a file. */
export const PROFILE = Type.Object(
  {
    id: ID,
    version: Type.String({ minLength: 1, maxLength: 64 }),
    title: WORDS,
    description: WORDS,
    rules: Type.Array(RULE, { minItems: 1, maxItems: 200 }),
  },
  { additionalProperties: false },
);
