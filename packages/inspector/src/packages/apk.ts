import type { GuestFiles } from '../guest/guest-files.ts';
import type { Packages } from '../report/findings.ts';
import { MAX_DATABASE, PackageList } from './package-list.ts';
import { paragraphs } from './paragraphs.ts';

/** Where apk-tools keeps its database: since version 3 below /usr. */
const PLACES = ['/usr/lib/apk/db/installed', '/lib/apk/db/installed'];

/** What apk has installed, or null where it is not the package manager. @throws DiskError */
export async function apkPackages(files: GuestFiles): Promise<Packages | null> {
  for (const place of PLACES) {
    const database = await files.read(place, MAX_DATABASE);
    if (database === null) continue;
    const list = new PackageList();
    for (const paragraph of paragraphs(database)) {
      const name = paragraph.get('P');
      if (name !== undefined) list.add(name, paragraph.get('V') ?? '', paragraph.get('A') ?? null);
    }
    return list.done('apk');
  }
  return null;
}
