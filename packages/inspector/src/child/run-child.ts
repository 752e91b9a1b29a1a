import type { ByteSource } from '@ingot/disk';
import type { InspectionLimits } from './inspection-limits.ts';
import { NoReportError } from './no-report.ts';
import { serveDisks } from './serve-disks.ts';
import { prepareCode, startChild, type ChildOptions } from './start-child.ts';

/** What a process is to do. */
export interface ChildWork {
  /** What it may read: the disks of the order, in its sequence. */
  readonly disks: readonly ByteSource[];
  /** As JSON. */
  readonly order: unknown;
}

export interface ChildRun {
  /** May be long in coming: the process is started meanwhile, and its time begins then. */
  readonly work: Promise<ChildWork>;
  readonly limits: InspectionLimits;
  /** Kills it. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs a program of ours on disks, once for each call. Rejects with what `work` rejects with. */
export type RunChild = (run: ChildRun) => Promise<Buffer>;

/**
 * @param onFailure told why a process failed, in words for a log, which may quote the disk.
 * @returns what resolves with the bytes of a result, which may be anything, and throws NoReportError where there is none, what
 * reading a disk throws, and the signal's reason. The process is gone when it settles.
 */
export function childRunner(options: ChildOptions, onFailure: (detail: string) => void): RunChild {
  // Not before it is needed: a service starts without.
  let prepared: Promise<void> | null = options.codeCache === undefined ? Promise.resolve() : null;

  async function resultOf({ work, limits }: ChildRun, signal: AbortSignal): Promise<Buffer> {
    await (prepared ??= prepareCode(options));
    signal.throwIfAborted();
    const child = startChild(options);
    // Not even a read of the disk that never ends is waited for.
    const aborted = Promise.withResolvers<never>();
    const abort = (): void => {
      aborted.reject(signal.reason);
    };
    signal.addEventListener('abort', abort);
    try {
      const said = work.then(({ disks, order }) =>
        serveDisks(child.output, child.input, disks, Buffer.from(JSON.stringify(order)), limits),
      );
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

  return async (run) => {
    const { work, limits, signal } = run;
    const late = new NoReportError(`The inspection took longer than ${limits.time / 1000} s.`);
    const deadline = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const watch = async (): Promise<void> => {
      try {
        await work;
        if (!isOver) timer = setTimeout(() => deadline.abort(late), limits.time);
      } catch (error) {
        deadline.abort(error);
      }
    };
    void watch();
    try {
      return await resultOf(run, AbortSignal.any([deadline.signal, ...(signal ? [signal] : [])]));
    } finally {
      isOver = true;
      clearTimeout(timer);
    }
  };
}
