import { isDeepStrictEqual } from 'node:util';
import type { ByteSource } from '@ingot/disk';
import { Compile } from 'typebox/compile';
import { chooseFence } from './child/choose-fence.ts';
import { INSPECTION_LIMITS, type InspectionLimits } from './child/inspection-limits.ts';
import { NoReportError } from './child/no-report.ts';
import type { Order } from './child/protocol.ts';
import { serveDisk } from './child/serve-disk.ts';
import { prepareCode, startChild, type ChildOptions } from './child/start-child.ts';
import { unknownResult } from './compliance/evaluate.ts';
import { profileHash } from './compliance/profile-hash.ts';
import type { Profile } from './compliance/profile.ts';
import type { ProfileResult } from './compliance/result.ts';
import type { ImageFacts } from './compliance/subject.ts';
import { known, unknown } from './guest/fact.ts';
import { RESULT, type Report } from './report/report.ts';

export interface Inspector {
  /** Why disks are not read behind bubblewrap, as a sentence; null when they are. */
  readonly warning: string | null;
  /**
   * Looks at a disk, in a process of its own that sees nothing else. A disk that makes it fail, in whatever way, gets a
   * report that says so.
   * @param disk raw blocks, as the guest sees them.
   * @throws what reading the disk throws, and the signal's reason. The process is gone when this settles.
   */
  inspect(disk: ByteSource, options?: InspectOptions): Promise<Report>;
}

export interface InspectOptions {
  /** What the image is judged by. */
  readonly profiles?: readonly Profile[];
  /** What the disk does not say of the image, for rules that ask. */
  readonly image?: ImageFacts;
  /** Kills the process. */
  readonly signal?: AbortSignal | undefined;
}

export interface InspectorOptions extends Pick<ChildOptions, 'codeCache' | 'program'> {
  readonly limits?: Partial<InspectionLimits>;
  /** Told why a process failed, in words for a log, which may quote the disk. */
  readonly onFailure?: (detail: string) => void;
}

const shape = Compile(RESULT);

const NOTHING_KNOWN: ImageFacts = { fileType: null, parentFileType: null };

/** Looks once what works here. Who starts the service should tell of the `warning`. */
export async function openInspector(options: InspectorOptions = {}): Promise<Inspector> {
  const { codeCache, program, onFailure = () => undefined } = options;
  const limits = { ...INSPECTION_LIMITS, ...options.limits };
  const { fence, warning } = await chooseFence();
  const childOptions: ChildOptions = { fence, codeCache, program };
  // Not before it is needed: a service starts without.
  let prepared: Promise<void> | null = codeCache === undefined ? Promise.resolve() : null;

  async function resultOf(disk: ByteSource, order: Order, signal: AbortSignal): Promise<Buffer> {
    await (prepared ??= prepareCode(childOptions));
    signal.throwIfAborted();
    const child = startChild(childOptions);
    // Not even a read of the disk that never ends is waited for.
    const aborted = Promise.withResolvers<never>();
    const abort = (): void => {
      aborted.reject(signal.reason);
    };
    signal.addEventListener('abort', abort);
    try {
      const said = serveDisk(child.output, child.input, disk, Buffer.from(JSON.stringify(order)), limits);
      return await Promise.race([said, aborted.promise]);
    } catch (error) {
      await child.stop();
      if (error instanceof NoReportError) onFailure(`${error.message} ${await child.end}`);
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
      await child.stop();
    }
  }

  return {
    warning,
    async inspect(disk, { profiles = [], image = NOTHING_KNOWN, signal } = {}) {
      const late = new NoReportError(`The inspection took longer than ${limits.time / 1000} s.`);
      const deadline = new AbortController();
      const timer = setTimeout(() => {
        deadline.abort(late);
      }, limits.time);
      try {
        const order = { size: disk.size, profiles, image };
        const result = await resultOf(disk, order, AbortSignal.any([deadline.signal, ...(signal ? [signal] : [])]));
        return reportOf(result, profiles);
      } catch (error) {
        if (!(error instanceof NoReportError)) throw error;
        const { message: reason } = error;
        return { findings: unknown(reason), profiles: profiles.map((profile) => unknownResult(profile, reason)) };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** @param result bytes from a process that a hostile disk may have taken over. */
function reportOf(result: Buffer, profiles: readonly Profile[]): Report {
  const value = parse(result);
  if (shape.Check(value) && answersAll(value.profiles, profiles)) {
    return { findings: known(value.findings), profiles: value.profiles };
  }
  throw new NoReportError('The inspecting process gave a report that can not be read.');
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
