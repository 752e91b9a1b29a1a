import { DiskError } from '@ingot/disk';
import type { Evidence } from './result.ts';

/** What a check came to, with what it saw. Unknown is never taken for either of the others. */
export interface Answer {
  readonly holds: true | false | 'unknown';
  readonly evidence: readonly Evidence[];
  /** Why it can't be known, sentences; of `unknown` only. */
  readonly reasons: readonly string[];
}

/** What a rule keeps of what was seen; a home directory may hold thousands of keys. */
const MAX_EVIDENCE = 20;
const MAX_REASONS = 5;

export function holds(evidence: readonly Evidence[]): Answer {
  return { holds: true, evidence: evidence.slice(0, MAX_EVIDENCE), reasons: [] };
}

export function holdsNot(evidence: readonly Evidence[]): Answer {
  return { holds: false, evidence: evidence.slice(0, MAX_EVIDENCE), reasons: [] };
}

export function cannotBeKnown(reason: string, evidence: readonly Evidence[] = []): Answer {
  return { holds: 'unknown', evidence: evidence.slice(0, MAX_EVIDENCE), reasons: [reason] };
}

/** True where all are, false where one is not, else unknown. */
export function allOf(answers: readonly Answer[]): Answer {
  const broken = answers.filter((answer) => answer.holds === false);
  if (broken.length > 0) return holdsNot(broken.flatMap(({ evidence }) => evidence));
  return answers.some(isUnknown) ? unknownOf(answers) : holds(answers.flatMap(({ evidence }) => evidence));
}

/** True where one is, false where none is, else unknown. */
export function anyOf(answers: readonly Answer[]): Answer {
  const met = answers.filter((answer) => answer.holds === true);
  if (met.length > 0) return holds(met.flatMap(({ evidence }) => evidence));
  return answers.some(isUnknown) ? unknownOf(answers) : holdsNot(answers.flatMap(({ evidence }) => evidence));
}

export function not(answer: Answer): Answer {
  return answer.holds === 'unknown' ? answer : { ...answer, holds: !answer.holds };
}

/** What `look` finds; what can't be read can't be known. @throws what is not a state of the disk. */
export async function answered(look: () => Promise<Answer>): Promise<Answer> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof DiskError) return cannotBeKnown(error.message);
    throw error;
  }
}

function isUnknown(answer: Answer): boolean {
  return answer.holds === 'unknown';
}

function unknownOf(answers: readonly Answer[]): Answer {
  const unknown = answers.filter(isUnknown);
  return {
    holds: 'unknown',
    evidence: unknown.flatMap(({ evidence }) => evidence).slice(0, MAX_EVIDENCE),
    reasons: [...new Set(unknown.flatMap(({ reasons }) => reasons))].slice(0, MAX_REASONS),
  };
}
