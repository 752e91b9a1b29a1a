/**
 * Throws broken images at the inspector, in a process of its own so that its memory can be measured and capped.
 * `node fuzz.ts SEED RUNS DIRECTORY`: every file in the directory is a base; prints a {@link FuzzReport} as JSON.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { ByteSource } from '../byte-source.ts';
import { DiskError } from '../disk-error.ts';
import { patchedSource, strictSource } from './index.ts';
import type { Patch } from './index.ts';
import { CONTENT_OF } from '../formats/disk-format.ts';
import type { DeclaredFormat } from '../formats/disk-format.ts';
import { MAX_PACKED_STRETCH } from '../formats/disk-map.ts';
import { isMapped, mapDisk, type MappedFormat } from '../formats/map-disk.ts';
import { HEAD_BYTES, inspectHead, inspectImage } from '../formats/inspect.ts';

export interface FuzzReport {
  readonly runs: number;
  readonly accepted: number;
  /** Those of them whose disks were mapped from end to end. */
  readonly mapped: number;
  /** Refusals by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Processor time of the slowest inspection, in milliseconds. */
  readonly slowestMs: number;
  /** Growth of the process over the run, in bytes. */
  readonly residentGrowth: number;
}

interface Base {
  readonly bytes: Buffer;
  readonly declared: DeclaredFormat;
}

/** Values that parsers trip over, as 8 big-endian bytes; a patch takes the last 1, 2, 4 or 8. */
const AWKWARD = [
  0n,
  1n,
  2n,
  0x7fn,
  0x80n,
  0xffn,
  0x200n,
  0xffffn,
  0x10000n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
].concat([2n ** 32n, 2n ** 52n, 2n ** 53n, 2n ** 56n - 512n, 2n ** 62n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n]);

/** Where headers, tables and footers begin in one format or the other; most patches fall near one of them. */
const LANDMARKS = [
  0, 64, 512, 1024, 1536, 0x2a00, 0x10000, 0x20000, 0x30000, 0x40000, 0x50000, 0x100000, 0x200000, 0x300000,
];

interface Change {
  readonly landmark: number;
  readonly distance: number;
  readonly fromEnd: boolean;
  readonly value: bigint;
  readonly width: number;
  readonly little: boolean;
}

const change: fc.Arbitrary<Change> = fc.record({
  landmark: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(...LANDMARKS) }),
  /** Fields lie on even offsets, and most near the start of their table. */
  distance: fc.oneof(fc.nat(31), fc.nat(127), fc.nat(255)).map((half) => half * 2),
  fromEnd: fc.boolean(),
  value: fc.oneof(fc.constantFrom(...AWKWARD), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
  width: fc.constantFrom(1, 2, 4, 8),
  little: fc.boolean(),
});

function patchOf({ landmark, distance, fromEnd, value, width, little }: Change, size: number): Patch {
  const bytes = Buffer.alloc(8);
  if (little) bytes.writeBigUInt64LE(value);
  else bytes.writeBigUInt64BE(value);
  const at = fromEnd && landmark === 0 ? Math.max(0, size - 2 * distance - width) : landmark + distance;
  return { at, bytes: little ? bytes.subarray(0, width) : bytes.subarray(8 - width) };
}

/** Mostly the whole length; else cut anywhere, or followed by zeros up to a size that no memory holds. */
const length: fc.Arbitrary<{ readonly part: number } | { readonly bytes: number }> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ part: 1 }) },
  { weight: 2, arbitrary: fc.record({ part: fc.double({ min: 0, max: 1, noNaN: true }) }) },
  { weight: 1, arbitrary: fc.record({ bytes: fc.nat(2048) }) },
  { weight: 1, arbitrary: fc.record({ bytes: fc.constantFrom(2 ** 30, 2 ** 40, 2 ** 52) }) },
);

async function main(seed: number, runs: number, directory: string): Promise<FuzzReport> {
  const bases = await readBases(directory);
  const refused: Record<string, number> = {};
  let accepted = 0;
  let mapped = 0;
  let slowestMs = 0;
  const attempt = async (base: Base, patches: readonly Patch[], size: number, headLength: number): Promise<void> => {
    const image = patchedSource(base.bytes, patches, size);
    const started = process.cpuUsage();
    const verdict = await inspectImage(strictSource(image), base.declared);
    const { user, system } = process.cpuUsage(started);
    slowestMs = Math.max(slowestMs, (user + system) / 1000);
    if (verdict.ok) {
      accepted += 1;
      const { virtualSize, format, encrypted } = verdict.inspection;
      assert.ok(Number.isSafeInteger(virtualSize) && virtualSize >= 0);
      if (isMapped(format) && encrypted === null) mapped += await checkMap(image, format, virtualSize);
    } else {
      refused[verdict.refusal.reason] = (refused[verdict.refusal.reason] ?? 0) + 1;
      assert.match(verdict.refusal.sentence, /^[\x20-\x7e…]{20,1000}$/);
    }
    const early = await inspectHead(await image.read(0, headLength), headLength % 2 === 0 ? size : null, base.declared);
    assert.ok(early === null || !verdict.ok, 'the head was refused, the image accepted');
  };
  const property = fc.asyncProperty(
    fc.constantFrom(...bases.keys()),
    fc.array(change, { minLength: 1, maxLength: 6 }),
    length,
    fc.nat(HEAD_BYTES),
    async (name, changes, cut, head) => {
      const base = bases.get(name);
      assert.ok(base !== undefined);
      const size = 'bytes' in cut ? cut.bytes : Math.floor(base.bytes.length * cut.part);
      const patches = changes.map((each) => patchOf(each, size));
      await attempt(base, patches, size, head % (Math.min(size, HEAD_BYTES) + 1));
    },
  );
  await fc.assert(property, { seed, numRuns: Math.ceil(runs / 10) }); // warm: code compiled, pools filled
  const before = process.resourceUsage().maxRSS;
  await fc.assert(property, { seed: seed + 1, numRuns: runs });
  const residentGrowth = (process.resourceUsage().maxRSS - before) * 1024;
  return { runs, accepted, mapped, refused, slowestMs, residentGrowth };
}

/** Files named `DECLARED.anything`. */
async function readBases(directory: string): Promise<ReadonlyMap<string, Base>> {
  const formats = Object.keys(CONTENT_OF) as DeclaredFormat[];
  const bases = new Map<string, Base>();
  for (const name of (await readdir(directory)).toSorted()) {
    const declared = formats.find((format) => name.startsWith(`${format}.`)) ?? 'raw';
    bases.set(name, { bytes: await readFile(join(directory, name)), declared });
  }
  return bases;
}

/** Reads the map to its end, or to where it is refused. @returns 1 when it is whole, else 0. */
async function checkMap(image: ByteSource, format: MappedFormat, virtualSize: number): Promise<number> {
  let at = 0;
  try {
    for await (const extent of mapDisk(strictSource(image), format)) {
      assert.ok(extent.offset === at && extent.length > 0);
      at += extent.length;
      if (extent.kind === 'stored') assert.ok(extent.at >= 0 && extent.at + extent.length <= image.size);
      if (extent.kind !== 'packed') continue;
      assert.ok(extent.at >= 0 && extent.at + extent.packedLength <= image.size);
      assert.ok(extent.plainLength <= MAX_PACKED_STRETCH && extent.offset % extent.plainLength === 0);
    }
  } catch (error) {
    if (error instanceof DiskError && error.code !== 'io') return 0;
    throw error;
  }
  assert.equal(at, virtualSize);
  return 1;
}

const [seed, runs, directory] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await main(Number(seed), Number(runs), directory ?? '.')));
