import { readLayout, type ByteSource } from '@ingot/disk';
import { factOf, known } from '../guest/fact.ts';
import type { Guest } from '../guest/guest.ts';
import type { Findings, SystemFindings } from '../report/findings.ts';
import { shown } from '../report/shown.ts';
import { openParts, type DiskPart } from './disk-parts.ts';
import { findGuests } from './find-guests.ts';
import { firmwareOf } from './firmware.ts';
import { layoutFindings } from './layout-findings.ts';

/** What was found on a disk, and its systems, to look for more. */
export interface Inspected {
  readonly findings: Findings;
  readonly guests: readonly Guest[];
  readonly parts: readonly DiskPart[];
}

/**
 * Looks at all of a disk. What can't be read is unknown, with its reason; it is no error.
 * @param disk raw blocks, as the guest sees them.
 * @throws DiskError `io`, and what the source throws.
 */
export async function inspect(disk: ByteSource): Promise<Inspected> {
  const layout = await readLayout(disk);
  const parts = await openParts(layout.parts);
  const { guests, warnings } = await findGuests(parts);
  return {
    guests,
    parts,
    findings: {
      layout: await layoutFindings(layout, disk.size, parts, warnings),
      firmware: await factOf(() => firmwareOf(disk, layout, parts)),
      systems: guests.map(systemFindings),
    },
  };
}

function systemFindings({ part, family, os, architecture, packages, services }: Guest): SystemFindings {
  return {
    part: shown(part),
    family,
    os,
    architecture,
    packages,
    services: services.known ? known([...services.value]) : services,
  };
}
