import type { ByteSource } from '../../byte-source.ts';
import { uint64BE } from '../../bytes/uint64.ts';
import { MiB } from '../../bytes/units.ts';
import { readExactly } from '../bounded-read.ts';
import { refuse } from '../refusal.ts';
import { requireTable } from './header.ts';
import type { Qcow2Header } from './header.ts';

/** A golden image needs none; a disk exported from a hypervisor may still carry a few. */
const MAX_SNAPSHOTS = 32;
const ENTRY_HEADER = 40;
/** QEMU's limits (block/qcow2.h). */
const MAX_EXTRA_DATA = 1024;
const MAX_L1_BYTES = 32 * MiB;

/** Bounds the snapshot table and the L1 tables it names (qcow2.rst, "Snapshots"). */
export async function checkSnapshots(source: ByteSource, header: Qcow2Header): Promise<void> {
  if (header.snapshots === 0) return;
  if (header.snapshots > MAX_SNAPSHOTS) {
    refuse(
      'too-many-snapshots',
      `The qcow2 image claims ${header.snapshots} internal snapshots; ${MAX_SNAPSHOTS} are accepted.`,
    );
  }
  requireTable(source, header, header.snapshotsOffset, ENTRY_HEADER, 'qcow2 snapshot table');
  let at = header.snapshotsOffset;
  for (let index = 0; index < header.snapshots; index++) {
    const entry = await readExactly(source, at, ENTRY_HEADER, 'qcow2 snapshot table');
    const l1Bytes = entry.readUInt32BE(8) * 8;
    const extraData = entry.readUInt32BE(36);
    if (l1Bytes > MAX_L1_BYTES || extraData > MAX_EXTRA_DATA) {
      refuse('table-too-large', `Snapshot ${index} of the qcow2 image claims tables beyond QEMU's limits.`);
    }
    requireTable(source, header, uint64BE(entry, 0), l1Bytes, 'L1 table of a qcow2 snapshot');
    const length = ENTRY_HEADER + extraData + entry.readUInt16BE(12) + entry.readUInt16BE(14);
    at += Math.ceil(length / 8) * 8;
  }
}
