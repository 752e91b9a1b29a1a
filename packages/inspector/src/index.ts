export { factOf, known, unknown, type Fact } from './guest/fact.ts';
export type { Guest, LinuxGuest, WindowsGuest } from './guest/guest.ts';
export { isFile, MAX_ENTRIES, type GuestFile, type GuestFiles, type GuestPath } from './guest/guest-files.ts';
export type { GuestRegistry, RegistryHive, RegistryValue } from './guest/guest-registry.ts';
export {
  openInspector,
  type InspectOptions,
  type Inspector,
  type InspectorOptions,
  type Planned,
} from './inspector.ts';
export { ASKED_FOR_MENDS, chosenMends, MENDS, type AskedForMend, type MendId } from './preparation/mends.ts';
export type { Change, Edit, Left, LeftBecause, Plan, PlannedPart } from './preparation/plan.ts';
export { FINDINGS } from './report/findings.ts';
export { REPORT, type Report } from './report/report.ts';
export type {
  Architecture,
  Findings,
  OperatingSystem,
  Package,
  Packages,
  Service,
  SystemFindings,
} from './report/findings.ts';
export { BUILT_IN_PROFILES } from './compliance/built-in/built-in-profiles.ts';
export { cannotBeKnown, holds, holdsNot, type Answer } from './compliance/answer.ts';
export { isBootProfile } from './compliance/boot-profile.ts';
export type { BootShows } from './compliance/check.ts';
export { evaluate, unknownResult } from './compliance/evaluate.ts';
export { parseProfile, ProfileError } from './compliance/parse-profile.ts';
export { profileHash } from './compliance/profile-hash.ts';
export {
  PROFILE,
  type Applies,
  type Language,
  type Profile,
  type Rule,
  type Severity,
  type Words,
} from './compliance/profile.ts';
export {
  OUTCOMES,
  PROFILE_RESULT,
  SIGHTS,
  VERDICTS,
  type Evidence,
  type Outcome,
  type ProfileResult,
  type RuleResult,
  type Sight,
  type Verdict,
} from './compliance/result.ts';
export { sight } from './compliance/sight.ts';
export type { BootFacts, ImageFacts, Subject } from './compliance/subject.ts';
export { CHANGED_FACT, PART_FILES, SYSTEM_DIFF, type DiskDiff } from './diff/disk-diff-schema.ts';
export { diffParts, type PartDiff } from './diff/part-diff.ts';
