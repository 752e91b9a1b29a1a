/**
 * Throws damaged disks at the readers of partitions and file systems, in a process of its own so that its memory can be
 * measured and capped. `node fuzz-file-systems.ts SEED RUNS DIRECTORY`: every file in the directory is a base; prints a
 * {@link FuzzReport} as JSON.
 */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../byte-source.ts';
import { isZero } from '../bytes/guid.ts';
import { KiB, MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import type { DirectoryNode, FileNode } from '../filesystems/file-system.ts';
import { openFileSystem } from '../filesystems/open-file-system.ts';
import { readLayout } from '../partitions/read-layout.ts';
import { layPatches, type Patch } from './patched-source.ts';
import { strictSource } from './strict-source.ts';

export interface FuzzReport {
  readonly runs: number;
  /** How often something of a disk was read to the end, and how often it was given up with an error of ours. */
  readonly walked: number;
  readonly refused: number;
  /** Names that were listed in all. */
  readonly names: number;
  /** Processor time of the slowest disk, in milliseconds, and which it was. */
  readonly slowestMs: number;
  readonly slowest: string;
  /** Growth of the process over the run, in bytes. */
  readonly residentGrowth: number;
}

const PAGE = 4 * KiB;
/** What one disk may cost, as the inspector bounds it; nothing may ask for more than this at once. */
const BUDGET = { bytes: 16 * MiB, reads: 20_000, read: 4 * MiB };
const WALK = { nodes: 2000, depth: 50, file: 256 * KiB };
const AWKWARD = [0, 1, 2, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** A disk of which only what is not zero is kept. */
interface Base {
  readonly name: string;
  readonly size: number;
  readonly pages: ReadonlyMap<number, Buffer>;
}

async function readBase(directory: string, name: string): Promise<Base> {
  await using file = await open(join(directory, name));
  const { size } = await file.stat();
  const pages = new Map<number, Buffer>();
  const piece = Buffer.alloc(MiB);
  for (let offset = 0; offset < size; offset += MiB) {
    const { bytesRead } = await file.read(piece, 0, MiB, offset);
    for (let at = 0; at < bytesRead; at += PAGE) {
      const page = piece.subarray(at, Math.min(at + PAGE, bytesRead));
      if (!isZero(page)) pages.set((offset + at) / PAGE, Buffer.from(page));
    }
  }
  return { name, size, pages };
}

/** A base with patches, read into the same memory again and again. */
function damagedSource({ pages }: Base, patches: readonly Patch[], size: number): ByteSource {
  let memory = Buffer.alloc(0);
  return {
    size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      if (wanted > memory.length) memory = Buffer.alloc(wanted);
      const bytes = memory.subarray(0, wanted).fill(0);
      for (let page = Math.floor(offset / PAGE); page * PAGE < offset + wanted; page++) {
        const content = pages.get(page);
        if (content !== undefined) layPatches(bytes, offset, [{ at: page * PAGE, bytes: content }]);
      }
      layPatches(bytes, offset, patches);
      return bytes;
    },
  };
}

/** Gives up, as the inspector does, when a disk costs too much. */
function meteredSource(inner: ByteSource): ByteSource {
  let bytes = 0;
  let reads = 0;
  return {
    size: inner.size,
    async read(offset, length) {
      bytes += Math.min(length, Math.max(0, inner.size - offset));
      reads += 1;
      if (bytes > BUDGET.bytes || reads > BUDGET.reads)
        throw new DiskError('limit-exceeded', 'The disk costs too much.');
      return inner.read(offset, length);
    },
  };
}

/** Small numbers in the same order for the same seed (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

/** One to eight fields that hold something are given another value; one disk in ten is cut off as well. */
function damage(base: Base, random: (below: number) => number): { readonly patches: Patch[]; readonly size: number } {
  const pages = [...base.pages];
  const patches = Array.from({ length: 1 + random(8) }, () => {
    const [page, content] = pages[random(pages.length)] ?? [0, Buffer.alloc(PAGE)];
    let at = random(content.length);
    // Fields in use; zeros are mostly room.
    for (let tries = 0; tries < 200 && content[at] === 0; tries++) at = random(content.length);
    const bytes = Buffer.alloc(4);
    const value = random(3) === 0 ? random(2 ** 32) : (AWKWARD[random(AWKWARD.length)] ?? 0);
    if (random(2) === 0) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    const width = [1, 1, 2, 4][random(4)] ?? 1;
    return { at: page * PAGE + at - (at % width), bytes: bytes.subarray(0, width) };
  });
  return { patches, size: random(10) === 0 ? random(base.size) : base.size };
}

interface Counts {
  walked: number;
  refused: number;
  names: number;
}

async function readDisk(disk: ByteSource, counts: Counts): Promise<void> {
  const { parts } = await readLayout(disk);
  for (const part of parts.slice(0, 16)) {
    const opened = await openFileSystem(part.source);
    if (opened.kind === 'unknown') counts.refused += 1;
    if (opened.kind !== 'file-system') continue;
    await settled(counts, () => opened.fileSystem.usage());
    await settled(counts, () => walk(opened.fileSystem.root, counts));
  }
}

/** Breadth first, and on past what can't be read, as an inspection goes on. */
async function walk(root: DirectoryNode, counts: Counts): Promise<void> {
  let level: DirectoryNode[] = [root];
  let nodes = 0;
  for (let depth = 0; level.length > 0 && depth < WALK.depth; depth++) {
    const next: DirectoryNode[] = [];
    for (const directory of level) {
      await settled(counts, () => directory.find(Buffer.from('NONE')));
      await settled(counts, async () => {
        for await (const entry of directory.entries()) {
          nodes += 1;
          counts.names += 1;
          if (nodes > WALK.nodes) return;
          await settled(counts, async () => {
            const node = await entry.node();
            if (node.kind === 'directory') next.push(node);
            else await touch(node);
          });
        }
      });
      if (nodes > WALK.nodes) return;
    }
    level = next;
  }
}

async function touch(node: FileNode): Promise<void> {
  if (node.kind === 'link') await node.target();
  if (node.kind === 'file') {
    await node.content.read(0, WALK.file);
    await node.content.read(Math.max(0, node.content.size - 5000), 5000);
  }
}

/** Anything but an error of ours is a defect. */
async function settled(counts: Counts, attempt: () => Promise<unknown>): Promise<void> {
  try {
    await attempt();
    counts.walked += 1;
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    counts.refused += 1;
  }
}

async function main(seed: number, runs: number, directory: string): Promise<FuzzReport> {
  const names = (await readdir(directory)).toSorted();
  const bases = await Promise.all(names.map((name) => readBase(directory, name)));
  const counts: Counts = { walked: 0, refused: 0, names: 0 };
  let slowestMs = 0;
  let slowest = '';
  let before = 0;
  for (let run = 0; run < runs; run++) {
    // The first round compiles the code and fills the pools.
    if (run === Math.min(runs - 1, 2 * bases.length)) before = process.resourceUsage().maxRSS;
    const base = bases[run % bases.length];
    if (base === undefined) throw new Error('no bases');
    const { patches, size } = damage(base, randomNumbers(seed + run));
    const started = process.cpuUsage();
    const disk = meteredSource(
      strictSource(damagedSource(base, patches, size), { read: BUDGET.read, total: Infinity }),
    );
    try {
      await settled(counts, () => readDisk(disk, counts));
    } catch (error) {
      throw new Error(`seed ${seed + run} of ${base.name}`, { cause: error });
    }
    const { user, system } = process.cpuUsage(started);
    if ((user + system) / 1000 > slowestMs) {
      slowestMs = (user + system) / 1000;
      slowest = `seed ${seed + run} of ${base.name}`;
    }
  }
  return { runs, ...counts, slowestMs, slowest, residentGrowth: (process.resourceUsage().maxRSS - before) * KiB };
}

const [seed, runs, directory] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await main(Number(seed), Number(runs), directory ?? '.')));
