import { setTimeout as delay } from 'node:timers/promises';
import { imageApi } from './image-api.ts';
import type { Service } from './service.ts';

const LOOK_MS = 200;
/** Milliseconds: guests are emulated, on a machine that does other things too. */
const PATIENCE = 600_000;

/** Whether a guest says something on its serial port, within the milliseconds given. */
export type Heard = (what: RegExp, patience?: number) => Promise<boolean>;

/** Listens to the serial port of a machine, by its id. */
export async function listenTo({ base, administrator }: Service, machine: string): Promise<Heard> {
  const { token } = await imageApi(administrator);
  const url = `${base}/api/v1/machines/${machine}/serial-log?bytes=${2 ** 20}`;
  return async (what, patience = PATIENCE) => {
    for (const end = performance.now() + patience; performance.now() < end; await delay(LOOK_MS)) {
      const answer = await fetch(url, { headers: { 'x-auth-token': token } });
      if (what.test(await answer.text())) return true;
    }
    return false;
  };
}
