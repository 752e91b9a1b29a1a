import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../acceptance/program.ts';
import { Changes } from '../changes.ts';
import { call, signIn, type Session } from '../cloud.ts';
import type { Contestant } from '../contestant.ts';
import { startIngot } from '../ingot.ts';
import { medians, type Figures } from '../medians.ts';
import type { Suite } from '../suite.ts';
import { figure, table } from '../table.ts';
import { ImageTransfer } from '../transfers/image-transfer.ts';
import { freshCopy, writeDisk } from './disk-content.ts';

const MIB = 2 ** 20;
/** Of the disk, and of what it holds, spread over it. */
const DISK = { size: 4096 * MIB, data: 1024 * MIB };
/** Milliseconds between two looks at how much lies beside the store, which take some time themselves. */
const WEIGH_EVERY = 400;

/** What comes in, as `qemu-img` makes it of the raw disk and reads it again. */
const FORMATS = [
  { name: 'qcow2', format: 'qcow2', options: [] },
  { name: 'qcow2-zlib', format: 'qcow2', options: ['-c'] },
  { name: 'qcow2-zstd', format: 'qcow2', options: ['-c', '-o', 'compression_type=zstd'] },
  { name: 'vmdk-stream', format: 'vmdk', options: ['-o', 'subformat=streamOptimized'] },
] as const;
type Format = (typeof FORMATS)[number];

/** What it takes to have the disk in an image, beside `qemu-img convert` from file to file. */
export const convert: Suite = {
  summary: 'the disk in a qcow2 or VMDK image (plain, compressed), beside qemu-img convert from file to file',
  run: async ({ rounds, disk, isWanted, progress }) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-bench-convert-'));
    let ingot: Contestant | null = null;
    try {
      const original = disk ?? path.join(directory, 'original.raw');
      if (disk === null) await writeDisk(original, DISK);
      ingot = await startIngot({ settings: ['--images.disk-views', 'on-demand'] });
      const rows: string[][] = [];
      for (const format of FORMATS.filter(({ name }) => isWanted(name))) {
        const measured: Times[] = [];
        for (let round = 0; round < rounds; round += 1) {
          measured.push(await measure({ ingot, directory, original }, format));
          progress(`${format.name}, ${round + 1} of ${rounds}: ${JSON.stringify(measured.at(-1))}`);
        }
        const { ours, cpu, copied, synced, beside } = medians(measured);
        const ratios = [copied / ours, synced / ours].map(figure);
        rows.push([format.name, ...[ours, cpu, copied, synced].map(figure), ...ratios, figure(beside / MIB)]);
      }
      const theirs = ['qemu-img, s', 'and synced, s', 'ratio', 'synced'];
      const content = disk === null ? 'a disk of 4 GiB with 1 GiB in it' : path.basename(disk);
      return table([content, 'ingot, s', 'CPU, s', ...theirs, 'beside the store, MiB'], rows);
    } finally {
      await ingot?.stop();
      await rm(directory, { recursive: true });
    }
  },
};

interface Times extends Figures {
  /** In seconds, as the next three. What we store is synced when it is there. */
  readonly ours: number;
  /** Of all our processes. */
  readonly cpu: number;
  /** `qemu-img convert` as it is usually called, which leaves what it wrote to the page cache. */
  readonly copied: number;
  /** Until that is on the disk as well. */
  readonly synced: number;
  /** Bytes that our data took beside the store while the disk was made, at most: temporary files, the database. */
  readonly beside: number;
}

interface Surroundings {
  readonly ingot: Contestant;
  readonly directory: string;
  /** A raw disk. */
  readonly original: string;
}

/**
 * What was just freed is memory that a virtual machine still has; the rest its host has to give it anew, and then writing
 * takes ten times as long. So nothing large is deleted meanwhile, and of `qemu-img` before and after ours the quicker run counts.
 */
async function measure({ ingot, directory, original }: Surroundings, { format, options }: Format): Promise<Times> {
  const at = (name: string): string => path.join(directory, name);
  const [raw, image, ...copies] = [at('disk.raw'), at('image'), at('before.raw'), at('after.raw')] as const;
  await freshCopy(original, raw);
  await run('qemu-img', ['convert', ...options, '-f', 'raw', '-O', format, raw, image]);
  // Nobody is to wait for these to be written: what is written past the page cache would share the disk with them.
  for (const file of [raw, image]) await sync(file);
  const before = await timeCopy(image, format, copies[0]);
  const ours = await timeView(ingot, image, format);
  const after = await timeCopy(image, format, copies[1]);
  for (const file of [raw, image, ...copies]) await rm(file);
  return {
    ...ours,
    copied: Math.min(before.copied, after.copied),
    synced: Math.min(before.synced, after.synced),
  };
}

async function timeCopy(image: string, format: string, copy: string): Promise<Pick<Times, 'copied' | 'synced'>> {
  const start = performance.now();
  await run('qemu-img', ['convert', '-f', format, '-O', 'raw', image, copy]);
  const copied = (performance.now() - start) / 1000;
  await sync(copy);
  return { copied, synced: (performance.now() - start) / 1000 };
}

async function sync(file: string): Promise<void> {
  await using handle = await open(file, 'r+');
  await handle.sync();
}

async function timeView(
  ingot: Contestant,
  file: string,
  format: string,
): Promise<Pick<Times, 'ours' | 'cpu' | 'beside'>> {
  const session = await signIn(ingot.authUrl, ingot.member);
  const about = { name: 'a', disk_format: format, container_format: 'bare', visibility: 'private' };
  const { id } = await call<{ id: string }>(session, 'POST', `${ingot.imageUrl}/v2/images`, about);
  const transfer = await ImageTransfer.open(ingot);
  await transfer.upload(id, file);
  const changes = await Changes.watch(session, ingot.imageUrl);
  const before = ingot.processes.cpuSeconds();
  const start = performance.now();
  const weighed: Promise<number>[] = [];
  const weighing = setInterval(() => weighed.push(besideStore(ingot.data)), WEIGH_EVERY);
  await makeView(session, `${ingot.imageUrl}/api/v1/images/${id}/disk-view`, changes);
  const ours = (performance.now() - start) / 1000;
  const cpu = ingot.processes.cpuSeconds() - before;
  clearInterval(weighing);
  changes.close();
  await transfer.delete(id);
  return { ours, cpu, beside: Math.max(0, ...(await Promise.all(weighed))) };
}

async function makeView(session: Session, url: string, changes: Changes): Promise<void> {
  type View = { readonly status: string; readonly message: string | null };
  await call<View>(session, 'POST', url, {});
  const { status, message } = await changes.until(
    () => call<View>(session, 'GET', url),
    (view) => view.status !== 'making',
  );
  if (status !== 'ready') throw new Error(`the disk is ${status}: ${message}`);
}

/** In bytes. */
async function besideStore(data: string | null): Promise<number> {
  if (data === null) return Number.NaN;
  return Number((await run('du', ['--summarize', '--block-size=1', '--exclude=store', data])).split('\t')[0]);
}
