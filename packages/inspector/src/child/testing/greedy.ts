import { DiskError } from '@ingot/disk';
import { receiveOrder, remoteDisk, sendResult } from '../remote-disk.ts';
import { findingsOf } from './findings.ts';

/** A child that reads until it is told to stop, and tells why it was. */
const { size } = (receiveOrder() as { size: number } | null) ?? { size: 0 };
const disk = remoteDisk(size);
try {
  for (;;) await disk.read(0, size);
} catch (error) {
  if (!(error instanceof DiskError)) throw error;
  sendResult({ findings: findingsOf(error.code, error.message), profiles: [], plan: null });
}
