import { DiskError, type DirectoryNode } from '@ingot/disk';
import type { DiskPart } from '../disk/disk-parts.ts';
import { known, unknown, type Fact } from '../guest/fact.ts';
import { shown } from '../report/shown.ts';
import type { FilesDiff, PartFiles } from './disk-diff-schema.ts';
import { diffFiles, MAX_LISTED, type FileDiffLimits } from './file-diff.ts';

/** Compares the files of two disks, part by part of the same name. @throws DiskError `io` */
export async function diffPartFiles(
  before: readonly DiskPart[],
  after: readonly DiskPart[],
  limits?: FileDiffLimits,
): Promise<PartFiles[]> {
  const found: PartFiles[] = [];
  for (const name of new Set([...before, ...after].map(({ part }) => part.name))) {
    const [was, is] = [before, after].map((parts) => parts.find(({ part }) => part.name === name)?.opened ?? null);
    found.push({
      part: shown(name),
      before: was ? wordOf(was) : null,
      after: is ? wordOf(is) : null,
      files: was && is ? await filesOf(was, is, limits) : null,
    });
  }
  return found;
}

async function filesOf(
  was: DiskPart['opened'],
  is: DiskPart['opened'],
  limits: FileDiffLimits | undefined,
): Promise<Fact<FilesDiff> | null> {
  if (was.kind === 'file-system' && is.kind === 'file-system') {
    return known(await filesDiff(was.fileSystem.root, is.fileSystem.root, limits));
  }
  if (was.kind !== 'file-system' && is.kind !== 'file-system' && !isClosed(was) && !isClosed(is)) return null;
  return unknown(was.kind === 'file-system' ? `After: ${whyNot(is)}` : `Before: ${whyNot(was)}`);
}

async function filesDiff(
  before: DirectoryNode,
  after: DirectoryNode,
  limits: FileDiffLimits | undefined,
): Promise<FilesDiff> {
  const counts = { added: 0, removed: 0, kind: 0, content: 0, owner: 0 };
  const listed: FilesDiff['listed'] = [];
  const told = (incomplete: string | null): FilesDiff => ({
    counts,
    listed: listed.toSorted((left, right) => (left.path < right.path ? -1 : 1)),
    incomplete,
  });
  try {
    for await (const { path, change } of diffFiles(before, after, limits)) {
      counts[change] += 1;
      if (listed.length < MAX_LISTED) listed.push({ path: shown(path), change });
    }
    return told(null);
  } catch (error) {
    if (!(error instanceof DiskError) || error.code === 'io') throw error;
    return told(shown(error.message));
  }
}

/** What may hold files that are not seen. */
function isClosed(opened: DiskPart['opened']): boolean {
  return opened.kind === 'encrypted' || opened.kind === 'unknown';
}

function whyNot(opened: DiskPart['opened']): string {
  return opened.kind === 'unknown' ? shown(opened.reason) : `there is no file system to read (${wordOf(opened)}).`;
}

function wordOf(opened: DiskPart['opened']): string {
  if (opened.kind === 'file-system') return opened.fileSystem.kind;
  return opened.kind === 'encrypted' ? opened.scheme : opened.kind;
}
