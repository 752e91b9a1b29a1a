import { setTimeout as wait } from 'node:timers/promises';

/** Between two questions at first, and at last: what takes long is asked about less often. In milliseconds. */
const FIRST_MS = 200;
const LAST_MS = 2000;

/**
 * Asks again and again until the answer is the one that is waited for.
 *
 * @param ask also shows how far it is
 * @throws the reason of `signal` when it is aborted
 */
export async function waitUntil<Value>(
  ask: () => Promise<Value>,
  isIt: (value: Value) => boolean,
  signal: AbortSignal,
): Promise<Value> {
  for (let pause = FIRST_MS; ; pause = Math.min(LAST_MS, pause * 1.5)) {
    const value = await ask();
    if (isIt(value)) return value;
    await wait(pause, undefined, { signal });
  }
}
