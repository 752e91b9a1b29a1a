import type { ByteSource } from '../byte-source.ts';
import { uint64BE } from '../bytes/uint64.ts';
import { isPowerOfTwo, KiB, MiB, SECTOR } from '../bytes/units.ts';
import { readExactly, requireWithin } from './bounded-read.ts';
import type { FormatProbe } from './format-probe.ts';
import { refuse } from './refusal.ts';

const MAGIC = Buffer.from('LUKS\xba\xbe', 'latin1');
const PREFIX_LENGTH = 112;
const SALVAGE = 'Convert the container to LUKS2 with `cryptsetup convert`, or upload the decrypted disk.';

/** True when a LUKS header starts at `offset`. */
export async function isLuksAt(source: ByteSource, offset: number): Promise<boolean> {
  return (await source.read(offset, MAGIC.length)).equals(MAGIC);
}

/**
 * A disk encrypted as a whole with LUKS 1 or 2 (cryptsetup, "LUKS1 On-Disk Format" 1.2.3 and "LUKS2 On-Disk Format" 1.1).
 *
 * Glance has no `disk_format` for it: such a body is uploaded as `raw`, and is accepted so, but reported as encrypted, for
 * nobody can look into it. `virtualSize` counts the whole body, because a volume made of it must hold the header too.
 */
export const luks: FormatProbe = {
  format: 'luks',
  detect: (source) => isLuksAt(source, 0),
  async inspect(source) {
    const header = await readExactly(source, 0, PREFIX_LENGTH, 'LUKS header');
    const version = header.readUInt16BE(6);
    if (version === 1) checkVersion1(source, header);
    else if (version === 2) checkVersion2(source, header);
    else refuse('unknown-feature', `The LUKS header has version ${version}; 1 and 2 are known.`, SALVAGE);
    return {
      format: 'luks',
      variant: String(version),
      virtualSize: source.size,
      partitionTable: null,
      encrypted: 'luks',
    };
  },
};

function checkVersion1(source: ByteSource, header: Buffer): void {
  requireWithin(source, header.readUInt32BE(104) * SECTOR, 0, 'LUKS header');
}

function checkVersion2(source: ByteSource, header: Buffer): void {
  const length = uint64BE(header, 8);
  if (!isPowerOfTwo(length) || length < 16 * KiB || length > 4 * MiB) {
    refuse(
      'malformed',
      `The LUKS2 header claims a length of ${length} bytes, which the format does not have.`,
      SALVAGE,
    );
  }
  requireWithin(source, 0, 2 * length, 'pair of LUKS2 headers');
}
