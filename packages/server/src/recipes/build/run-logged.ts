import { setTimeout as delay } from 'node:timers/promises';
import type { GuestControl, GuestProgram } from '../../machines/index.ts';
import type { StepLog } from './step-log.ts';

/** Milliseconds between two looks at what a program has printed: of that nobody is told. */
const LOOK_EVERY = 1000;
/** Bytes that are read at a time. */
const PIECE = 512 * 1024;

/**
 * Runs a program of the guest that prints into a file there, and copies that into a log.
 *
 * @param live whether the file can be read while it is written to.
 * @returns its exit code; null when a signal ended it.
 */
export async function runLogged(
  control: GuestControl,
  program: GuestProgram,
  { file, live, log }: { readonly file: string; readonly live: boolean; readonly log: StepLog },
  signal: AbortSignal,
): Promise<number | null> {
  let read = 0;
  const copy = async (): Promise<void> => {
    while (!log.isFull) {
      const bytes = await control.readFile(file, PIECE, signal, read);
      if (!bytes || bytes.length === 0) return;
      read += bytes.length;
      await log.write(bytes);
    }
  };
  const over = new AbortController();
  const ended = control.run(program, signal).finally(() => over.abort());
  try {
    if (live) await copyUntil(copy, AbortSignal.any([signal, over.signal]));
  } catch (error) {
    // Nobody waits for it any more.
    ended.catch(() => undefined);
    throw error;
  }
  const { code, output, errors } = await ended;
  await copy();
  // Of the wrapper, where there is no such shell.
  await log.write(output);
  await log.write(errors);
  await log.end();
  return code;
}

async function copyUntil(copy: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await copy();
    await delay(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
  }
}
