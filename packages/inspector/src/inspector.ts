import type { ByteSource } from '@ingot/disk';
import { Compile } from 'typebox/compile';
import { chooseFence } from './child/choose-fence.ts';
import { INSPECTION_LIMITS, type InspectionLimits } from './child/inspection-limits.ts';
import { NoReportError } from './child/no-report.ts';
import { serveDisk } from './child/serve-disk.ts';
import { prepareCode, startChild, type ChildOptions } from './child/start-child.ts';
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
  /** Kills the process. */
  readonly signal?: AbortSignal | undefined;
}

export interface InspectorOptions extends Pick<ChildOptions, 'codeCache' | 'program'> {
  readonly limits?: Partial<InspectionLimits>;
  /** Told why a process failed, in words for a log, which may quote the disk. */
  readonly onFailure?: (detail: string) => void;
}

const shape = Compile(RESULT);

/** Looks once what works here. Who starts the service should tell of the `warning`. */
export async function openInspector(options: InspectorOptions = {}): Promise<Inspector> {
  const { codeCache, program, onFailure = () => undefined } = options;
  const limits = { ...INSPECTION_LIMITS, ...options.limits };
  const { fence, warning } = await chooseFence();
  const childOptions: ChildOptions = { fence, codeCache, program };
  if (codeCache !== undefined) await prepareCode(childOptions);

  async function resultOf(disk: ByteSource, signal: AbortSignal): Promise<Buffer> {
    signal.throwIfAborted();
    const child = startChild(childOptions);
    // Not even a read of the disk that never ends is waited for.
    const aborted = Promise.withResolvers<never>();
    const abort = (): void => {
      aborted.reject(signal.reason);
    };
    signal.addEventListener('abort', abort);
    try {
      const order = Buffer.from(JSON.stringify({ size: disk.size }));
      return await Promise.race([serveDisk(child.output, child.input, disk, order, limits), aborted.promise]);
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
    async inspect(disk, { signal } = {}) {
      const late = new NoReportError(`The inspection took longer than ${limits.time / 1000} s.`);
      const deadline = new AbortController();
      const timer = setTimeout(() => {
        deadline.abort(late);
      }, limits.time);
      try {
        return reportOf(await resultOf(disk, AbortSignal.any([deadline.signal, ...(signal ? [signal] : [])])));
      } catch (error) {
        if (!(error instanceof NoReportError)) throw error;
        return { outcome: 'unknown', reason: error.message };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** @param result bytes from a process that a hostile disk may have taken over. */
function reportOf(result: Buffer): Report {
  const value = parse(result);
  if (shape.Check(value)) return { outcome: 'inspected', findings: value.findings };
  throw new NoReportError('The inspecting process gave a report that can not be read.');
}

function parse(result: Buffer): unknown {
  try {
    return JSON.parse(result.toString());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
