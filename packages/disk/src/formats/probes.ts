import { bannedFormats } from './banned.ts';
import type { DetectedFormat } from './disk-format.ts';
import type { FormatProbe } from './format-probe.ts';
import { iso } from './iso.ts';
import { luks } from './luks.ts';
import { ploop } from './ploop.ts';
import { qcow2 } from './qcow2/index.ts';
import { raw } from './raw.ts';
import { vdi } from './vdi.ts';
import { vhd } from './vhd/index.ts';
import { vhdx } from './vhdx/index.ts';
import { vmdk } from './vmdk/index.ts';

/** Every format with something to recognise it by. The order is of no consequence: all are asked. */
export const PROBES: readonly FormatProbe[] = [qcow2, vhd, vhdx, vmdk, vdi, iso, ploop, luks, ...bannedFormats];

/** The probe of a format; raw is what bytes are when no other probe knows them. */
export function probeOf(format: DetectedFormat): FormatProbe {
  return PROBES.find((probe) => probe.format === format) ?? raw;
}
