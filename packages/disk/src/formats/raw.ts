import type { FormatProbe } from './format-probe.ts';
import { findPartitionTable } from './partition-table.ts';

/**
 * Plain bytes: what is left when nothing else matches. Any length is legal, nothing at all included; `virtualSize` is the
 * exact number of bytes (QEMU shows a last partial sector as a whole one).
 */
export const raw: FormatProbe = {
  format: 'raw',
  async detect() {
    return true;
  },
  async inspect(source) {
    return {
      format: 'raw',
      variant: null,
      virtualSize: source.size,
      partitionTable: await findPartitionTable(source),
      encrypted: null,
    };
  },
};
