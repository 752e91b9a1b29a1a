import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { BARE_ENVIRONMENT, killGroup } from '@ingot/disk';
import { IngotError } from '../../kernel/errors.ts';
import { ControlError } from './control-error.ts';
import type { GuestPlaces } from './guest-places.ts';
import { connectQmp, type Qmp } from './qmp.ts';
import { tail } from './serial-log.ts';

/** Milliseconds until a QEMU that does not listen is given up: hosts may be busy. */
const PATIENCE = 30_000;
/** Milliseconds between two looks whether it listens: of that nobody is told. */
const LOOK_INTERVAL = 10;
/** Of what QEMU had to say, in bytes. */
const LAST_WORDS = 2048;

/** Keeps who it is, and becomes the program: whoever dies in between, what runs is known. */
const BECOME = 'read -r self </proc/$$/stat && printf "%s\\n" "$self" >"$0" && exec "$@"';

/** Starts a QEMU that outlives us, and connects to its monitor. @throws `unavailable` with its words; then it is gone. */
export async function startGuest(command: readonly string[], places: GuestPlaces): Promise<Qmp> {
  const { qmp, agent, screen, serial } = places;
  for (const old of [qmp, agent, screen, serial, places.process]) await rm(old, { force: true });
  const words = await open(places.words, 'w', 0o600);
  let child: ChildProcess;
  try {
    child = spawn('/bin/sh', ['-c', BECOME, places.process, ...command], {
      stdio: ['ignore', 'ignore', words.fd],
      env: BARE_ENVIRONMENT,
      detached: true,
    });
    await once(child, 'spawn');
  } finally {
    await words.close();
  }
  child.unref();
  try {
    return await listening(child, places);
  } catch (cause) {
    if (child.pid !== undefined) killGroup(child.pid);
    const said = await lastWords(places);
    throw new IngotError('unavailable', said || 'QEMU did not start.', { cause });
  }
}

async function listening(child: ChildProcess, places: GuestPlaces): Promise<Qmp> {
  for (const end = performance.now() + PATIENCE; ; await delay(LOOK_INTERVAL)) {
    try {
      return await connectQmp(places.qmp);
    } catch (error) {
      const isOver = child.exitCode !== null || child.signalCode !== null || performance.now() > end;
      if (isOver || !(error instanceof ControlError && error.code === 'closed')) throw error;
    }
  }
}

/** What the last QEMU of a guest has said, without the paths of ours that it is full of. */
export async function lastWords(places: GuestPlaces): Promise<string> {
  const text = (await tail(places.words, LAST_WORDS)).toString('utf8').trim();
  return text.replaceAll(/\/[^\s:'",]*\/([^\s/:'",]+)/g, '$1');
}
