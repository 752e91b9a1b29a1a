import type { ByteSource } from '@ingot/disk';
import { inspect } from '../disk/inspect.ts';
import { changedFacts, factsOfDisk } from './changed-facts.ts';
import type { DiskDiff } from './disk-diff-schema.ts';
import { diffPartFiles } from './part-files.ts';
import { diffSystems } from './system-diff.ts';

/**
 * Compares two disks. What can't be read is unknown, with its reason; it is no error.
 * @param before raw blocks, as the guest sees them; as is `after`. @throws DiskError `io`, and what the sources throw.
 */
export async function diffDisks(before: ByteSource, after: ByteSource): Promise<DiskDiff> {
  const [was, is] = [await inspect(before), await inspect(after)];
  return {
    facts: changedFacts(factsOfDisk(was.findings), factsOfDisk(is.findings)),
    systems: diffSystems(was.guests, is.guests),
    // Last of all: it takes the longest, and may be cut short.
    parts: await diffPartFiles(was.parts, is.parts),
    layout: is.findings.layout,
  };
}
