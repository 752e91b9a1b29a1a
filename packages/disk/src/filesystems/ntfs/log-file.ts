import { KiB } from '../../bytes/units.ts';
import { ATTRIBUTE } from './attribute.ts';
import { applyFixups } from './fixups.ts';
import { SYSTEM_RECORD, type Mft } from './mft.ts';

const PAGE = 4 * KiB;
const SIGNATURES = new Set(['RSTR', 'CHKD']);
const HEADER = 30;
const AREA = 16;
const NO_CLIENT = 0xffff;
const IS_CLEAN = 2;

/**
 * True when the journal holds nothing that still has to be done to the volume: it is empty, or the newer of its two
 * restart areas says so (ntfs-3g, `logfile.h`). What can't be understood is not clean.
 * @throws DiskError
 */
export async function isLogClean(mft: Mft): Promise<boolean> {
  const log = await mft.value(await mft.systemFile(SYSTEM_RECORD.LOG_FILE), ATTRIBUTE.DATA);
  if (log === null) return false;
  const pages = [Buffer.from(await log.read(0, PAGE)), Buffer.from(await log.read(PAGE, PAGE))];
  if (pages.every((page) => page.length === PAGE && page.every((byte) => byte === 0xff))) return true;
  const areas = pages.map(restartAreaOf).filter((area) => area !== null);
  const newest = areas.toSorted((a, b) => (a.sequence < b.sequence ? 1 : -1))[0];
  return newest?.isClean ?? false;
}

/** Null for a page that is none, or was not written as a whole. */
function restartAreaOf(page: Buffer): { sequence: bigint; isClean: boolean } | null {
  const signature = page.toString('latin1', 0, 4);
  if (page.length < PAGE || !SIGNATURES.has(signature) || page.readUInt32LE(16) !== PAGE) return null;
  if (!applyFixups(page, signature)) return null;
  const at = page.readUInt16LE(24);
  if (at < HEADER || at + AREA > PAGE) return null;
  const hasClient = page.readUInt16LE(at + 12) !== NO_CLIENT;
  return {
    sequence: page.readBigUInt64LE(at),
    isClean: !hasClient || (page.readUInt16LE(at + 14) & IS_CLEAN) !== 0,
  };
}
