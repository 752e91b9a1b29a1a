import type { ByteSource } from '../../byte-source.ts';
import { requireSound } from '../block-places.ts';
import { readExactly } from '../bounded-read.ts';
import type { FormatProbe, Inspection } from '../format-probe.ts';
import { findPartitionTable } from '../partition-table.ts';
import { refuse } from '../refusal.ts';
import { readBlocks } from './dynamic.ts';
import { COOKIE, DISK_TYPE, FOOTER_LENGTH, hasCookie, parseFooter } from './footer.ts';
import type { VhdFooter } from './footer.ts';

/**
 * Virtual PC / Hyper-V hard disk, fixed or dynamic ("Virtual Hard Disk Image Format Specification" 1.0).
 *
 * A dynamic disk starts with a copy of its footer. A fixed one is plain bytes with the footer behind them, so it can be
 * told only by its end, and would otherwise pass for raw with 512 bytes too many.
 */
export const vhd: FormatProbe = {
  format: 'vhd',
  async detect(source) {
    if (hasCookie(await source.read(0, COOKIE.length))) return true;
    return source.size >= FOOTER_LENGTH && hasCookie(await source.read(source.size - FOOTER_LENGTH, COOKIE.length));
  },
  async inspect(source) {
    const start = Buffer.from(await readExactly(source, 0, FOOTER_LENGTH, 'VHD header'));
    return hasCookie(start) ? inspectDynamic(source, parseFooter(start)) : inspectFixed(source);
  },
};

async function inspectDynamic(source: ByteSource, copy: VhdFooter): Promise<Inspection> {
  if (copy.type === DISK_TYPE.differencing)
    refuse('backing-file', 'The VHD is a differencing disk: it needs its parent.');
  if (copy.type !== DISK_TYPE.dynamic) {
    refuse('malformed', `The VHD starts with a footer of disk type ${copy.type}; only a dynamic disk (3) may.`);
  }
  await requireSound((await readBlocks(source, copy)).places);
  const footer = await readFooter(source);
  if (footer.type !== copy.type || footer.dataOffset !== copy.dataOffset || footer.virtualSize !== copy.virtualSize) {
    refuse('ambiguous', 'The two footers of the VHD describe different disks.');
  }
  return { format: 'vhd', variant: 'dynamic', virtualSize: copy.virtualSize, partitionTable: null, encrypted: null };
}

async function inspectFixed(source: ByteSource): Promise<Inspection> {
  const footer = await readFooter(source);
  if (footer.type !== DISK_TYPE.fixed) {
    refuse('malformed', `The VHD has disk type ${footer.type}, but does not start as such a disk must.`);
  }
  const stored = source.size - FOOTER_LENGTH;
  if (footer.currentSize > stored || footer.virtualSize > stored) {
    const claimed = Math.max(footer.currentSize, footer.virtualSize);
    refuse('truncated', `The fixed VHD should hold ${claimed} bytes, but only ${stored} are there.`);
  }
  if (footer.currentSize < stored) {
    refuse('malformed', `The fixed VHD describes ${footer.currentSize} bytes, but ${stored} lie before its footer.`);
  }
  return {
    format: 'vhd',
    variant: 'fixed',
    virtualSize: footer.virtualSize,
    partitionTable: await findPartitionTable(source),
    encrypted: null,
  };
}

async function readFooter(source: ByteSource): Promise<VhdFooter> {
  const bytes = await source.read(source.size - FOOTER_LENGTH, FOOTER_LENGTH);
  if (!hasCookie(bytes)) refuse('truncated', 'The VHD does not end in a footer.');
  return parseFooter(Buffer.from(bytes));
}
