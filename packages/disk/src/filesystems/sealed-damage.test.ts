import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import type { ByteSource } from '../byte-source.ts';
import { crc32c } from '../bytes/crc32c.ts';
import { KiB, MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import { strictSource } from '../testing/index.ts';
import { withKernelImage } from '../testing/kernel-image.ts';
import { openBtrfs } from './btrfs/index.ts';
import type { DirectoryNode, FileNode, FileSystem } from './file-system.ts';
import { openXfs } from './xfs/index.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 120);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_121);
const MAX_MS = 2000;
const MAX_NODES = 2000;
const BUDGET = { read: MiB, total: 256 * MiB };

/** Values that parsers trip over, as 64 bits. */
const AWKWARD = [
  0n,
  1n,
  2n,
  0x7fn,
  0xffn,
  0xffffn,
  2n ** 31n - 1n,
  2n ** 32n - 1n,
  2n ** 53n,
  2n ** 63n,
  2n ** 64n - 1n,
];

/** A piece of metadata that the reader of the sound image read. */
interface Structure {
  readonly at: number;
  readonly bytes: Buffer;
}

const change = fc.record({
  structure: fc.nat(),
  /** Most headers are short; items lie anywhere. */
  place: fc.oneof(fc.nat(127), fc.nat(64 * KiB)),
  value: fc.oneof(fc.constantFrom(...AWKWARD), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
  width: fc.constantFrom(1, 2, 4, 8),
  little: fc.boolean(),
  /** Another structure in its place, as after a write that went astray. */
  other: fc.option(fc.nat(), { freq: 6 }),
});

/** How long a structure of version 5 of XFS is in the image, and where in it its checksum lies, by how it begins. */
const XFS_CHECKSUMS: Readonly<Record<string, readonly [length: number, at: number]>> = {
  XFSB: [512, 224],
  'IN\xa1\xff': [512, 100],
  'IN\x41\xed': [512, 100],
  'IN\x81\xa4': [512, 100],
  XDB3: [4096, 4],
  XDD3: [4096, 4],
  BMA3: [4096, 64],
  XSLM: [4096, 12],
};

/** Of all structures that begin in it: the reader reads neighbours together. */
function sealXfs(bytes: Buffer): void {
  for (let start = 0; start < bytes.length; start += 512) {
    const [length = 0, at = 0] = XFS_CHECKSUMS[bytes.toString('latin1', start, start + 4)] ?? [];
    const structure = bytes.subarray(start, start + length);
    if (length > 0 && structure.length === length) {
      structure.writeUInt32LE(crc32c(structure.fill(0, at, at + 4)), at);
    }
  }
}

function sealBtrfs(bytes: Buffer): void {
  if (bytes.length >= 4 * KiB) bytes.writeUInt32LE(crc32c(bytes.subarray(32)), 0);
}

const KINDS = {
  xfs: { open: openXfs, seal: sealXfs },
  btrfs: { open: openBtrfs, seal: sealBtrfs },
} as const;

/** The bytes of `inner` with some structures replaced. */
function withStructures(inner: ByteSource, structures: readonly Structure[]): ByteSource {
  return {
    size: inner.size,
    async read(offset, length) {
      const read = Buffer.from(await inner.read(offset, length));
      for (const { at, bytes } of structures) {
        const from = Math.max(at, offset);
        const to = Math.min(at + bytes.length, offset + read.length);
        if (from < to) bytes.copy(read, from - offset, from - at, to - at);
      }
      return read;
    },
  };
}

/** All nodes, each directory once; of files a few bytes at several places. @returns how many could be read. */
async function readAll({ root }: FileSystem): Promise<number> {
  let nodes = 0;
  let sound = 0;
  const visited = new Set<string>();
  const touch = async (node: FileNode): Promise<void> => {
    if (node.kind === 'link') await node.target();
    if (node.kind === 'directory') await walk(node);
    if (node.kind !== 'file') return;
    const { size } = node.content;
    for (const at of [0, size / 3, size / 2, size - 7]) await node.content.read(Math.max(0, Math.floor(at)), 7);
  };
  const walk = async (directory: DirectoryNode): Promise<void> => {
    if (visited.has(directory.id)) return;
    visited.add(directory.id);
    for await (const entry of directory.entries()) {
      if ((nodes += 1) > MAX_NODES) return;
      sound += (await refused(async () => touch(await entry.node()))) ? 0 : 1;
    }
    await directory.find(Buffer.from('nothing'));
  };
  await walk(root);
  return sound;
}

/** Whether an attempt ended in an error that a reader may give; any other fails the test. */
async function refused(attempt: () => Promise<unknown>): Promise<boolean> {
  try {
    await attempt();
    return false;
  } catch (error) {
    if (error instanceof DiskError && error.code !== 'io') return true;
    throw error;
  }
}

suite('metadata that is damaged under a right checksum', () => {
  for (const name of ['xfs', 'btrfs'] as const) {
    const { open, seal } = KINDS[name];
    test(`${RUNS} times ${name}: it is read or refused, soon`, () =>
      withKernelImage(name, async (image) => {
        const read = new Map<number, Buffer>();
        const recording: ByteSource = {
          size: image.size,
          async read(offset, length) {
            const bytes = await image.read(offset, length);
            if (length >= 256) read.set(offset, Buffer.from(bytes));
            return bytes;
          },
        };
        const whole = await readAll(await open(recording));
        const structures = [...read].map(([at, bytes]): Structure => ({ at, bytes }));
        const structure = (index: number): Structure => {
          const found = structures[index % structures.length];
          assert.ok(found !== undefined);
          return found;
        };
        let harmless = 0;
        const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
          const damaged = changes.map(({ structure: index, place, value, width, little, other }): Structure => {
            const { at, bytes } = structure(index);
            const copy = Buffer.from(other === null ? bytes : structure(other).bytes);
            const field = Buffer.alloc(8);
            if (little) field.writeBigUInt64LE(value);
            else field.writeBigUInt64BE(value);
            const position = place % copy.length;
            field.copy(copy, position, little ? 0 : 8 - width, little ? width : 8);
            seal(copy);
            return { at, bytes: copy };
          });
          const started = process.cpuUsage();
          await refused(async () => {
            const source = strictSource(withStructures(image, damaged), BUDGET);
            if ((await readAll(await open(source))) === whole) harmless += 1;
          });
          const { user, system } = process.cpuUsage(started);
          assert.ok((user + system) / 1000 < MAX_MS, `took ${(user + system) / 1000} ms`);
        });
        await fc.assert(property, { numRuns: RUNS, seed: SEED });
        // Damage that is always noticed, or never, tests nothing.
        assert.ok(harmless > 0 && harmless < RUNS, `${harmless} of ${RUNS} did no harm`);
      }));
  }
});
