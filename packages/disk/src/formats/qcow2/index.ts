import { isLuksAt } from '../luks.ts';
import type { FormatProbe } from '../format-probe.ts';
import { refuse } from '../refusal.ts';
import { checkExtensions } from './extensions.ts';
import { hasMagic, QCOW1_VERSION, readHeader } from './header.ts';
import type { Qcow2Header } from './header.ts';
import { checkMapping } from './mapping.ts';
import { checkSnapshots } from './snapshots.ts';

/**
 * QEMU copy-on-write version 2 and 3 (QEMU docs/interop/qcow2.rst).
 *
 * Accepted only when it stands alone: no backing file, no external data file, no feature we do not know, and every table
 * and cluster of the current state within the file. Internal snapshots are bounded, not followed.
 */
export const qcow2: FormatProbe = {
  format: 'qcow2',
  async detect(source) {
    const start = await source.read(0, 8);
    return hasMagic(start) && start.readUInt32BE(4) !== QCOW1_VERSION;
  },
  async inspect(source) {
    const header = await readHeader(source);
    const { luksHeader } = await checkExtensions(source, header);
    if (header.encryption === 'luks') {
      if (luksHeader === null || !(await isLuksAt(source, luksHeader))) {
        refuse('malformed', 'The qcow2 image says it is encrypted with LUKS, but has no LUKS header.');
      }
    }
    await checkSnapshots(source, header);
    await checkMapping(source, header);
    return {
      format: 'qcow2',
      variant: variantOf(header),
      virtualSize: header.virtualSize,
      partitionTable: null,
      encrypted: header.encryption,
    };
  },
};

function variantOf(header: Qcow2Header): string {
  return `v${header.version}`;
}
