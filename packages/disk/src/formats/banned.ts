import type { ByteSource } from '../byte-source.ts';
import { QEMU_DRIVER } from './disk-format.ts';
import type { BannedFormat } from './disk-format.ts';
import type { FormatProbe } from './format-probe.ts';
import { refuse } from './refusal.ts';

interface Signature {
  readonly format: BannedFormat;
  readonly name: string;
  readonly matches: (source: ByteSource) => Promise<boolean>;
}

/** The shell script that a cloop image begins with, up to the part that differs between writers. */
const CLOOP_SCRIPT = '#!/bin/sh\n#V2.0 Format\n';
const KOLY_LENGTH = 512;

/**
 * How QEMU tells them (block/{qed,qcow,bochs,cloop,dmg}.c; cow before 2.2). A program that probes would follow what is
 * inside such a "raw" disk, backing files included.
 */
const SIGNATURES: readonly Signature[] = [
  { format: 'qed', name: 'QED', matches: (source) => startsWith(source, 'QED\0') },
  { format: 'qcow', name: 'qcow (version 1)', matches: (source) => startsWith(source, 'QFI\xfb\0\0\0\x01') },
  { format: 'cow', name: 'user-mode Linux COW', matches: (source) => startsWith(source, 'OOOM\0\0\0\x02') },
  { format: 'bochs', name: 'Bochs growing disk', matches: (source) => startsWith(source, 'Bochs Virtual HD Image') },
  { format: 'cloop', name: 'compressed loop (cloop)', matches: (source) => startsWith(source, CLOOP_SCRIPT) },
  { format: 'dmg', name: 'Apple disk image (dmg)', matches: hasKolyTrailer },
];

export const bannedFormats: readonly FormatProbe[] = SIGNATURES.map(({ format, name, matches }) => ({
  format,
  detect: matches,
  async inspect() {
    const driver = QEMU_DRIVER[format];
    return refuse(
      'banned-format',
      `The file is a ${name} image, which is not accepted under any disk_format.`,
      driver === null
        ? 'Convert it to qcow2 with a tool that reads it, and upload the result.'
        : `Convert it: \`qemu-img convert -f ${driver} -O qcow2 SOURCE TARGET\`, and upload the result as qcow2.`,
    );
  },
}));

async function startsWith(source: ByteSource, magic: string): Promise<boolean> {
  return (await source.read(0, magic.length)).toString('latin1') === magic;
}

/** A dmg says what it is in its last 512 bytes: the magic, version 4, and the trailer's own length. */
async function hasKolyTrailer(source: ByteSource): Promise<boolean> {
  if (source.size < KOLY_LENGTH) return false;
  const trailer = await source.read(source.size - KOLY_LENGTH, 12);
  return trailer.toString('latin1') === 'koly\0\0\0\x04\0\0\x02\0';
}
