import * as fc from 'fast-check';
import type { ByteSource } from '../byte-source.ts';
import { DiskError } from '../disk-error.ts';
import { MiB, SECTOR } from '../bytes/units.ts';
import { patchedSource, type Patch } from './patched-source.ts';
import { strictSource } from './strict-source.ts';

const BUDGET = { read: 4 * MiB, total: 256 * MiB };
/** What fields of sizes, counts and addresses are hurt by. */
const VALUES = [0, 1, 7, 0x7f, 0xff, 0x1000, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff];

/** Where a change goes (a sector that is in use, by its number among them, and a byte in it) and what it does. */
const change = fc.record({
  sector: fc.nat(),
  byte: fc.nat(SECTOR - 1),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(...VALUES).map(uint32),
    fc.nat(0xffff).map(uint32),
  ),
  /** Another sector that is copied over it as a whole. */
  from: fc.option(fc.nat(), { freq: 4 }),
});

/**
 * Reads damaged copies of a sound image, each with up to five changes where it is not zero. The reader may find whatever
 * it likes or refuse with a DiskError, `io` excepted; anything else fails, and so do wild or endless reads.
 */
export async function testDamage(
  image: Buffer,
  runs: number,
  readAll: (source: ByteSource) => Promise<void>,
): Promise<void> {
  const used: number[] = [];
  for (let at = 0; at < image.length; at += SECTOR) {
    if (image.subarray(at, at + SECTOR).some((byte) => byte !== 0)) used.push(at);
  }
  const sectorAt = (index: number): number => used[index % used.length] ?? 0;
  const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
    const patches = changes.map(({ sector, byte, bytes, from }): Patch => {
      const at = sectorAt(sector);
      if (from === null) return { at: at + byte, bytes };
      return { at, bytes: image.subarray(sectorAt(from), sectorAt(from) + SECTOR) };
    });
    try {
      await readAll(strictSource(patchedSource(image, patches, image.length), BUDGET));
    } catch (error) {
      if (!(error instanceof DiskError) || error.code === 'io') throw error;
    }
  });
  await fc.assert(property, { numRuns: runs });
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
