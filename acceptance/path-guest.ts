import { tinyGuest } from './tiny-guest.ts';
import { TINY, type ByHand } from './typed-by-hand.ts';

/** A raw disk of Debian with cloud-init and a guest agent, on which the package is really installed. */
const DEBIAN = process.env['INGOT_TEST_GUEST'];
const PASSWORD = 'typed-by-hand-42';

interface PathGuest extends ByHand {
  /** MiB. */
  readonly memory: number;
  /** For cloud-init. */
  readonly userData: string;
  /** Milliseconds: an emulated Debian on a machine with much else on it takes more than ten minutes. */
  readonly comesUpMs: number;
}

/** The guest from whose start to its publication a person's path leads. */
export const PATH_GUEST: PathGuest =
  DEBIAN === undefined
    ? { ...TINY, memory: 256, userData: '#cloud-config\n', comesUpMs: 300_000 }
    : {
        memory: 1024,
        userData: `#cloud-config\nchpasswd:\n  expire: false\n  users:\n    - {name: root, password: ${PASSWORD}, type: text}\n`,
        comesUpMs: 1_800_000,
        ready: /Cloud-init v\. ?\S+ finished/,
        signIn: ['root\n', `${PASSWORD}\n`],
        install: 'dpkg -i /mnt/package.deb',
      };

/** The file of its disk. */
export async function guestFile(): Promise<string> {
  return DEBIAN ?? (await tinyGuest());
}
