import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ByteSource } from '@ingot/disk';
import { Compile } from 'typebox/compile';
import { chooseFence } from './child/choose-fence.ts';
import { COMPARISON_LIMITS, INSPECTION_LIMITS, type InspectionLimits } from './child/inspection-limits.ts';
import { NoReportError } from './child/no-report.ts';
import type { ComparisonOrder, InspectionOrder } from './child/protocol.ts';
import { childRunner } from './child/run-child.ts';
import type { ChildOptions } from './child/start-child.ts';
import { unknownResult } from './compliance/evaluate.ts';
import { profileHash } from './compliance/profile-hash.ts';
import type { Profile } from './compliance/profile.ts';
import type { ProfileResult } from './compliance/result.ts';
import type { ImageFacts } from './compliance/subject.ts';
import { DISK_DIFF, type DiskDiff } from './diff/disk-diff-schema.ts';
import { known, unknown, type Fact } from './guest/fact.ts';
import type { MendId } from './preparation/mends.ts';
import type { Plan } from './preparation/plan.ts';
import { RESULT, type Report } from './report/report.ts';

export interface Inspector {
  /** Why disks are not read behind bubblewrap, as a sentence; null when they are. */
  readonly warning: string | null;
  /**
   * Looks at a disk, in a process of its own that sees nothing else. A disk that makes it fail, in whatever way, gets a
   * report that says so.
   * @param disk raw blocks, as the guest sees them. One that is still to come finds the process ready.
   * @throws what reading the disk throws, or waiting for it, and the signal's reason. The process is gone when this settles.
   */
  inspect(disk: ByteSource | Promise<ByteSource>, options?: InspectOptions): Promise<Report>;
  /**
   * The same, and what would have to be changed on the disk for these mends; no plan is known of a disk of which nothing is.
   * @throws as `inspect` does.
   */
  plan(disk: ByteSource, mends: readonly MendId[], options?: InspectOptions): Promise<Planned>;
  /**
   * Compares two disks, in the same way: unknown when one of them makes the process fail.
   * @throws what reading a disk throws, and the signal's reason. The process is gone when this settles.
   */
  compare(before: ByteSource, after: ByteSource, options?: Pick<InspectOptions, 'signal'>): Promise<Fact<DiskDiff>>;
}

/** A report, with a plan of what to change. */
export interface Planned {
  readonly report: Report;
  readonly plan: Fact<Plan>;
}

export interface InspectOptions {
  /** What the image is judged by. */
  readonly profiles?: readonly Profile[];
  /** What the disk does not say of the image, for rules that ask. */
  readonly image?: ImageFacts;
  /** Kills the process. */
  readonly signal?: AbortSignal | undefined;
}

export interface InspectorOptions extends Partial<Pick<ChildOptions, 'codeCache' | 'program'>> {
  readonly limits?: Partial<InspectionLimits>;
  /** Told why a process failed, in words for a log, which may quote the disk. */
  readonly onFailure?: (detail: string) => void;
}

const isResult = Compile(RESULT);
const isDiff = Compile(DISK_DIFF);

const INSPECTION_PROGRAM = path.join(import.meta.dirname, 'child/main.ts');
const COMPARISON_PROGRAM = path.join(import.meta.dirname, 'child/compare-main.ts');

const NOTHING_KNOWN: ImageFacts = { fileType: null, parentFileType: null };

/** Looks once what works here. Who starts the service should tell of the `warning`. */
export async function openInspector(options: InspectorOptions = {}): Promise<Inspector> {
  const { program = INSPECTION_PROGRAM, onFailure = () => undefined } = options;
  const { fence, warning } = await chooseFence();
  const codeCache = fence === 'bubblewrap' ? options.codeCache : undefined;
  const runInspection = childRunner({ fence, codeCache, program }, onFailure);
  const runComparison = childRunner({ fence, codeCache, program: COMPARISON_PROGRAM }, onFailure);

  async function look(
    disk: ByteSource | Promise<ByteSource>,
    mends: readonly MendId[] | null,
    { profiles = [], image = NOTHING_KNOWN, signal }: InspectOptions = {},
  ): Promise<Planned> {
    const wanted = { profiles, image, mends };
    const work = Promise.resolve(disk).then((found) => {
      const order: InspectionOrder = { size: found.size, ...wanted };
      return { disks: [found], order };
    });
    const limits = { ...INSPECTION_LIMITS, ...options.limits };
    const planned = await factFrom(async () => plannedOf(await runInspection({ work, limits, signal }), wanted));
    if (planned.known) return planned.value;
    const results = profiles.map((profile) => unknownResult(profile, planned.reason));
    return { report: { findings: planned, profiles: results }, plan: planned };
  }

  return {
    warning,
    inspect: async (disk, inspectOptions) => (await look(disk, null, inspectOptions)).report,

    plan: look,

    compare(before, after, { signal } = {}) {
      const order: ComparisonOrder = { before: before.size, after: after.size };
      const limits = { ...COMPARISON_LIMITS, ...options.limits };
      const work = Promise.resolve({ disks: [before, after], order });
      return factFrom(async () => diffOf(await runComparison({ work, limits, signal })));
    },
  };
}

async function factFrom<T>(find: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await find());
  } catch (error) {
    if (error instanceof NoReportError) return unknown(error.message);
    throw error;
  }
}

/** @param result bytes from a process that a hostile disk may have taken over; as with `diffOf`. */
function plannedOf(result: Buffer, { profiles, mends }: Pick<InspectionOrder, 'profiles' | 'mends'>): Planned {
  const value = parse(result);
  if (isResult.Check(value) && answersAll(value.profiles, profiles) && (value.plan === null) === (mends === null)) {
    const report = { findings: known(value.findings), profiles: value.profiles };
    return { report, plan: value.plan === null ? unknown('No plan was asked for.') : known(value.plan) };
  }
  throw notReadable();
}

function diffOf(result: Buffer): DiskDiff {
  const value = parse(result);
  if (isDiff.Check(value)) return value;
  throw notReadable();
}

function notReadable(): NoReportError {
  return new NoReportError('The inspecting process gave a report that can not be read.');
}

function answersAll(results: readonly ProfileResult[], profiles: readonly Profile[]): boolean {
  return isDeepStrictEqual(
    results.map(({ hash }) => hash),
    profiles.map(profileHash),
  );
}

function parse(result: Buffer): unknown {
  try {
    return JSON.parse(result.toString());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
