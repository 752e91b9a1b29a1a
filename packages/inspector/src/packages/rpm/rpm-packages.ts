import { DiskError } from '@ingot/disk';
import type { GuestFiles } from '../../guest/guest-files.ts';
import type { Packages } from '../../report/findings.ts';
import { PackageList } from '../package-list.ts';
import { readRpmHeader } from './rpm-header.ts';
import { sqliteRows } from './sqlite-table.ts';

/** Where rpm's database lies: in Fedora since 36 and RHEL since 10, and before. */
const PLACES = ['/usr/lib/sysimage/rpm', '/var/lib/rpm'];
/** Files of what rpm kept its packages in before SQLite, and of what SUSE does. */
const OTHERS = ['Packages', 'Packages.db'];

/** What rpm has installed, or null where it is not the package manager. @throws DiskError */
export async function rpmPackages(files: GuestFiles): Promise<Packages | null> {
  for (const place of PLACES) {
    const database = await files.find(`${place}/rpmdb.sqlite`);
    if (database?.kind === 'file') {
      await requireWhole(files, place);
      const list = new PackageList();
      for await (const [, header] of sqliteRows(database.content, 'Packages')) {
        if (!Buffer.isBuffer(header)) throw new DiskError('malformed', "A package in rpm's database has no header.");
        const { name, version, architecture } = readRpmHeader(header);
        list.add(name, version, architecture);
      }
      return list.done('rpm');
    }
    for (const other of OTHERS) {
      if ((await files.find(`${place}/${other}`)) === null) continue;
      throw new DiskError('unsupported', `rpm's database is in an older form, ${other}, which is not read.`);
    }
  }
  return null;
}

/** What rpm wrote last may be in SQLite's log only, when it was interrupted. */
async function requireWhole(files: GuestFiles, place: string): Promise<void> {
  const log = await files.find(`${place}/rpmdb.sqlite-wal`);
  if (log?.kind !== 'file' || log.content.size === 0) return;
  throw new DiskError('unsupported', "The last changes of rpm's database are in a log that is not read.");
}
