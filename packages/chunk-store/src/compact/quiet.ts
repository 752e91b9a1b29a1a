import { setTimeout as sleep } from 'node:timers/promises';

/** How often is looked whether others are done, in milliseconds. */
const CHECK = 500;

/** Resolves when nobody is busy. @throws the signal's reason. */
export async function untilQuiet(isBusy: () => boolean, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  while (isBusy()) await sleep(CHECK, undefined, { signal });
}
