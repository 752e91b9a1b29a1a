/** A line of fstab(5) that mounts something when the system starts. */
export interface MountEntry {
  /** What: `UUID=…`, `/dev/mapper/vg-root`. */
  readonly device: string;
  /** Where, absolute. */
  readonly at: string;
  readonly options: ReadonlySet<string>;
}

/** Types that are no part of any disk. What is below them is not hidden from who looks at the disk. */
const VIRTUAL = new Set([
  'swap',
  'tmpfs',
  'proc',
  'sysfs',
  'devpts',
  'debugfs',
  'cgroup',
  'cgroup2',
  'none',
  'ramfs',
  'mqueue',
  'hugetlbfs',
]);

/** Mounts in the order of the table. Lines that mount nothing by themselves are left out. */
export function parseFstab(text: string): MountEntry[] {
  const entries: MountEntry[] = [];
  for (const line of text.split('\n')) {
    const [device, at, type, options = 'defaults'] = line.trim().split(/[ \t]+/, 4);
    if (device === undefined || device.startsWith('#') || at === undefined || type === undefined) continue;
    const set = new Set(options.split(','));
    if (VIRTUAL.has(type) || set.has('noauto') || !at.startsWith('/')) continue;
    entries.push({ device: unescape(device), at: unescape(at), options: set });
  }
  return entries;
}

/** Spaces and the like are written as `\040`. */
function unescape(field: string): string {
  return field.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
