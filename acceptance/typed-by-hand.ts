import assert from 'node:assert/strict';
import type { ScreenWindow } from './screen-window.ts';
import type { Heard } from './serial-log.ts';

/** What somebody types at the screen of a guest to install the package of `softwareDisc`. */
export interface ByHand {
  /** What is on the serial port when somebody can sit down. */
  readonly ready: RegExp;
  /** What is typed until there is a prompt, each when the picture has settled. */
  readonly signIn: readonly string[];
  /** A command; the disc is mounted at `/mnt`. */
  readonly install: string;
}

/** Of the tiny guest, which has a shell on its screen and no package manager. */
export const TINY: ByHand = {
  ready: /tiny guest up/,
  signIn: ['\n'],
  install: 'cat /mnt/status >>/var/lib/dpkg/status',
};

const TRIES = 5;
/** Milliseconds that a shell has to answer. */
const ANSWER = 20_000;

/** Signs in at the screen of a guest that is up, and installs the package from the disc that was put in. */
export async function installByHand(screen: ScreenWindow, heard: Heard, guest: ByHand): Promise<void> {
  await signIn(screen, heard, guest);
  await screen.type(`mount -o ro /dev/sr0 /mnt; ${guest.install} && sync && echo installed >/dev/ttyS0\n`);
  assert.ok(await heard(/^installed/m), 'nothing was installed');
}

/** Until somebody answers: a prompt may come later than the picture has settled. */
async function signIn(screen: ScreenWindow, heard: Heard, guest: ByHand): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    for (const line of guest.signIn) {
      await screen.settled();
      await screen.type(line);
    }
    await screen.settled();
    await screen.type(`echo seated-${tries} >/dev/ttyS0\n`);
    if (await heard(new RegExp(`seated-${tries}`), ANSWER)) return;
  }
  assert.fail('nobody could sign in');
}
