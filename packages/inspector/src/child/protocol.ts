import type { Profile } from '../compliance/profile.ts';
import type { ImageFacts } from '../compliance/subject.ts';
import type { MendId } from '../preparation/mends.ts';

/**
 * What is said between the process that looks at a disk, or compares two, and the one that has their bytes, over the child's standard input
 * and output. Numbers are little-endian.
 *
 * The parent begins with an answer that holds the order, as JSON. Then the child asks, and each question gets one answer;
 * at last it tells its result:
 *
 * - question, 16 bytes: `READ` or `READ_SECOND`, length (32 bits), offset (64 bits); or `RESULT`, length, 0, and so many bytes of JSON.
 * - answer, 8 bytes: status (`BYTES` or `REFUSED`), length, and so many bytes: of that disk, or of a sentence that says why not.
 */
export const QUESTION = { LENGTH: 16, READ: 1, RESULT: 2, READ_SECOND: 3 } as const;
/** The kinds of questions that read, by the number of the disk. */
export const READS: readonly number[] = [QUESTION.READ, QUESTION.READ_SECOND];
export const ANSWER = { LENGTH: 8, BYTES: 0, REFUSED: 1 } as const;

/** What is to be looked at, and judged. */
export interface InspectionOrder {
  /** Of the disk, in bytes. */
  readonly size: number;
  readonly profiles: readonly Profile[];
  readonly image: ImageFacts;
  /** What a plan is wanted for; null for none. */
  readonly mends: readonly MendId[] | null;
}

/** Two disks that are to be compared, by their sizes in bytes. */
export interface ComparisonOrder {
  readonly before: number;
  readonly after: number;
}

/** Of one read, in bytes. */
export const MAX_READ = 1024 * 1024;

export interface Question {
  readonly kind: number;
  readonly length: number;
  readonly offset: bigint;
}

export function encodeQuestion(kind: number, length: number, offset: number): Buffer {
  const question = Buffer.alloc(QUESTION.LENGTH);
  question.writeUInt32LE(kind, 0);
  question.writeUInt32LE(length, 4);
  question.writeBigUInt64LE(BigInt(offset), 8);
  return question;
}

export function decodeQuestion(question: Buffer): Question {
  return { kind: question.readUInt32LE(0), length: question.readUInt32LE(4), offset: question.readBigUInt64LE(8) };
}

export function encodeAnswer(status: number, length: number): Buffer {
  const answer = Buffer.alloc(ANSWER.LENGTH);
  answer.writeUInt32LE(status, 0);
  answer.writeUInt32LE(length, 4);
  return answer;
}

export function decodeAnswer(answer: Buffer): { readonly status: number; readonly length: number } {
  return { status: answer.readUInt32LE(0), length: answer.readUInt32LE(4) };
}
