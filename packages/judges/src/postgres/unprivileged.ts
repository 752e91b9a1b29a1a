import { readFile } from 'node:fs/promises';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** Whom a program runs as that refuses to run as root: Debian's user of PostgreSQL. Null where this process is not root. */
export async function unprivileged(): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined)
    throw new Error('There is no user postgres; install the package postgresql.');
  return { uid: Number(uid), gid: Number(gid) };
}
