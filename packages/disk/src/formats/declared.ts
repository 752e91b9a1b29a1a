import type { ByteSource } from '../byte-source.ts';
import { CONTENT_OF, isBanned, QEMU_DRIVER } from './disk-format.ts';
import type { BannedFormat, DeclaredFormat, DetectedFormat } from './disk-format.ts';
import { findPartitionTable } from './partition-table.ts';
import { refuse } from './refusal.ts';

/**
 * Refuses content that is not what was declared. Banned formats pass: their own inspection refuses them, and says why.
 *
 * "Raw" is no exception: a qcow2, VMDK, … declared as raw is how host files were read (CVE-2026-24708), and a fixed VHD
 * declared as raw is a disk with 512 bytes too many. Two kinds of content have a header of their own and are plain disks
 * all the same, so they pass as raw:
 *
 * * a LUKS container, because no `disk_format` exists for it;
 * * a *hybrid* ISO, one that carries a partition table, because it is made to be written to a disk and booted from it.
 *   An ISO without one can't boot as a disk; whoever declares it raw wants `iso`, and is told so.
 */
export async function requireDeclared(
  source: ByteSource,
  detected: DetectedFormat,
  declared: DeclaredFormat,
): Promise<void> {
  const expected = CONTENT_OF[declared];
  if (detected === expected || isBanned(detected)) return;
  if (expected === 'raw' && detected === 'luks') return;
  if (expected === 'raw' && detected === 'iso' && (await findPartitionTable(source)) !== null) return;
  refuse(
    'format-mismatch',
    `The image is declared as ${declared}, but its content is ${detected}.`,
    remedy(detected, declared),
  );
}

function remedy(detected: Exclude<DetectedFormat, BannedFormat>, declared: DeclaredFormat): string {
  if (detected === 'luks') return 'Declare disk_format=raw: an encrypted disk is stored as it is.';
  if (detected === 'iso') return 'Declare disk_format=iso.';
  if (declared === 'iso') return `Declare disk_format=${detected}: nothing but an ISO 9660 or UDF disc is an iso.`;
  const [from, to] = [QEMU_DRIVER[detected], QEMU_DRIVER[CONTENT_OF[declared]]];
  return `Either declare disk_format=${detected}, or convert it: \`qemu-img convert -f ${from} -O ${to} SOURCE TARGET\`.`;
}
