import { DiskError, openFileSystem, type Opened, type Part } from '@ingot/disk';

/** A part of a disk, and what lies in it. */
export interface DiskPart {
  readonly part: Part;
  readonly opened: Opened;
}

/** Opens every part, one after another. @throws DiskError `io` */
export async function openParts(parts: readonly Part[]): Promise<DiskPart[]> {
  const opened: DiskPart[] = [];
  for (const part of parts) opened.push({ part, opened: await open(part) });
  return opened;
}

/** Not even the beginning of a part need be readable: a volume may lie on a disk that is not here. */
async function open(part: Part): Promise<Opened> {
  try {
    return await openFileSystem(part.source);
  } catch (error) {
    if (!(error instanceof DiskError) || error.code === 'io') throw error;
    return { kind: 'unknown', reason: error.message };
  }
}
