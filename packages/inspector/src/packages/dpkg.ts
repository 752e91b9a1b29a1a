import { DiskError } from '@ingot/disk';
import type { GuestFiles } from '../guest/guest-files.ts';
import type { Packages } from '../report/findings.ts';
import { MAX_DATABASE, PackageList } from './package-list.ts';
import { paragraphs } from './paragraphs.ts';

const STATUS = '/var/lib/dpkg/status';
/** What dpkg has not yet written into the status: files named by number, to be read in their order over it. */
const UPDATES = '/var/lib/dpkg/updates';
const MAX_UPDATES = 1000;

type Paragraph = ReadonlyMap<string, string>;

/** What dpkg has installed, or null where it is not the package manager. @throws DiskError */
export async function dpkgPackages(files: GuestFiles): Promise<Packages | null> {
  const status = await files.read(STATUS, MAX_DATABASE);
  if (status === null) return null;
  const list = new PackageList();
  const pending = await pendingUpdates(files);
  for (const paragraph of paragraphs(status)) {
    if (!pending.has(nameOf(paragraph))) add(list, paragraph);
  }
  for (const paragraph of pending.values()) add(list, paragraph);
  return list.done('dpkg');
}

/** Paragraphs that take the place of those in the status, by name and architecture. */
async function pendingUpdates(files: GuestFiles): Promise<ReadonlyMap<string, Paragraph>> {
  const found: Buffer[] = [];
  for await (const { path } of files.list(UPDATES)) {
    if (/\/\d+$/.test(path.toString('latin1'))) found.push(path);
    if (found.length > MAX_UPDATES) throw new DiskError('limit-exceeded', 'dpkg left too many updates behind.');
  }
  const pending = new Map<string, Paragraph>();
  for (const path of found.toSorted((left, right) => left.compare(right))) {
    const update = (await files.read(path, MAX_DATABASE)) ?? Buffer.alloc(0);
    for (const paragraph of paragraphs(update)) pending.set(nameOf(paragraph), paragraph);
  }
  return pending;
}

function nameOf(paragraph: Paragraph): string {
  return `${paragraph.get('Package') ?? ''}:${paragraph.get('Architecture') ?? ''}`;
}

/** `Status: want flag state` (dpkg-query(1)); a package on hold is installed like any other. */
function add(list: PackageList, paragraph: Paragraph): void {
  const name = paragraph.get('Package');
  const status = paragraph.get('Status') ?? '';
  if (name === undefined || status.endsWith(' not-installed')) return;
  const installed = status === 'install ok installed' || status === 'hold ok installed';
  list.add(
    name,
    paragraph.get('Version') ?? '',
    paragraph.get('Architecture') ?? null,
    installed ? null : status || 'without a status',
  );
}
