import { Type, type Static } from 'typebox';
import { PROFILE_RESULT } from '../compliance/result.ts';
import { PLAN } from '../preparation/plan.ts';
import { FINDINGS, fact } from './findings.ts';

const PROFILES = Type.Array(PROFILE_RESULT, { maxItems: 64 });

/** What an inspecting process tells. */
export const RESULT = Type.Object({ findings: FINDINGS, profiles: PROFILES, plan: Type.Union([PLAN, Type.Null()]) });

/** What came of an inspection. */
export const REPORT = Type.Object({
  /** Unknown when nothing is: then no profile is passed, and none failed. */
  findings: fact(FINDINGS),
  /** One for every profile that was asked for, in their order. */
  profiles: PROFILES,
});
export type Report = Static<typeof REPORT>;
