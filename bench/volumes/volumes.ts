import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../acceptance/program.ts';
import type { Contestant } from '../contestant.ts';
import { installPackages } from '../debian-packages.ts';
import { Disks } from '../disks.ts';
import { startIngot } from '../ingot.ts';
import { median } from '../medians.ts';
import type { Suite } from '../suite.ts';
import { figure, table } from '../table.ts';

/** Of the images, in GiB. */
const SIZES = [2, 200] as const;
/** What each image holds, spread over all of it, in MiB. */
const DATA = 512;
/** Made one after the other. */
const SERIES = 50;
/** Made at once, by so many clients that each wait for their answers. */
const BURST = 1000;
const CLIENTS = 16;
const BLOCK = 4096;
const KIB = 1024;

/** Quotas are no part of what is measured. */
const SETTINGS = [
  '--images.project-optimized',
  '100',
  '--volumes.project-volumes',
  '-1',
  '--volumes.project-gib',
  '-1',
];

/** What becomes a volume, and what that takes, in seconds. */
interface Measured {
  readonly gib: number;
  /** Of a volume of an image that nobody has prepared: until the first block was read. */
  readonly firstBlock: readonly number[];
  /** Of volumes of the optimized image: until the answer, and until available. */
  readonly answered: readonly number[];
  readonly available: readonly number[];
  /** A disk of its own, as one does without layers. */
  readonly copy: readonly number[];
  readonly burst: { readonly seconds: number; readonly bytesEach: number };
}

/** How soon a volume is there, by the size of its image, beside a full copy of the disk. */
export const volumes: Suite = {
  summary: `volumes of images of ${SIZES.join(' and ')} GiB, one by one and ${BURST} at once, beside qemu-img convert`,
  run: async ({ rounds, progress }) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-bench-volumes-'));
    let ingot: Contestant | null = null;
    try {
      await installPackages({ '/usr/bin/qemu-io': 'qemu-utils' });
      ingot = await startIngot({ settings: SETTINGS });
      const disks = await Disks.open(ingot);
      const measured: Measured[] = [];
      for (const gib of SIZES) {
        progress(`an image of ${gib} GiB`);
        measured.push(await measure(disks, gib, rounds, directory));
      }
      return report(measured);
    } finally {
      await ingot?.stop();
      await rm(directory, { recursive: true });
    }
  },
};

async function measure(disks: Disks, gib: number, rounds: number, directory: string): Promise<Measured> {
  const source = await disks.create(gib, null);
  const firstBlock: number[] = [];
  const copy: number[] = [];
  let image = '';
  for (let round = 0; round < rounds; round += 1) {
    // Another tree each time, which nobody has made a layer of.
    await disks.write(source, gib, DATA, 1 + round);
    ({ id: image } = await disks.image(source));
    firstBlock.push(await timed(async () => disks.read(await disks.create(gib, image), BLOCK)));
    copy.push(await timed(() => convert(disks.file(source), path.join(directory, 'copy.qcow2'))));
    await rm(path.join(directory, 'copy.qcow2'));
  }
  await disks.optimize(image);
  const answered: number[] = [];
  const available: number[] = [];
  for (let count = 0; count < SERIES; count += 1) {
    const start = performance.now();
    const id = await disks.request(gib, image);
    answered.push((performance.now() - start) / 1000);
    await disks.available(id);
    available.push((performance.now() - start) / 1000);
  }
  return { gib, firstBlock, answered, available, copy, burst: await burst(disks, gib, image) };
}

async function burst(disks: Disks, gib: number, image: string): Promise<Measured['burst']> {
  const ids: string[] = [];
  const client = async (share: number): Promise<void> => {
    for (let count = 0; count < share; count += 1) ids.push(await disks.request(gib, image));
  };
  const seconds = await timed(async () => {
    const shares = Array.from({ length: CLIENTS }, (_, index) => Math.ceil((BURST - index) / CLIENTS));
    await Promise.all(shares.map(client));
    await disks.settled();
  });
  const files = await Promise.all(ids.map((id) => stat(disks.file(id))));
  // Blocks of 512 bytes: stat(2).
  return { seconds, bytesEach: files.reduce((sum, { blocks }) => sum + 512 * blocks, 0) / ids.length };
}

async function convert(disk: string, copy: string): Promise<void> {
  await run('qemu-img', ['convert', '-f', 'qcow2', '-O', 'qcow2', disk, copy]);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function report(measured: readonly Measured[]): string {
  const columns = measured.map(({ gib, firstBlock, answered, available, copy, burst: { seconds, bytesEach } }) => ({
    [`${SERIES} volumes, answer, p50 ms`]: ms(answered),
    'until available, p50 ms': ms(available),
    'until available, p95 ms': ms(available, 0.95),
    'qemu-img convert, ms': ms(copy),
    ratio: figure(median(copy) / median(available)),
    'not optimized, first block read, ms': ms(firstBlock),
    [`${BURST} at once, s`]: figure(seconds),
    'disk space of each, KiB': figure(bytesEach / KIB),
    gib,
  }));
  const [first = { gib: Number.NaN }] = columns;
  const names = Object.keys(first).filter((name) => name !== 'gib');
  const rows = names.map((name) => [name, ...columns.map((column) => String(Reflect.get(column, name)))]);
  return table(['', ...columns.map(({ gib }) => `image of ${gib} GiB`)], rows);
}

/** In milliseconds, for the table. */
function ms(times: readonly number[], share = 0.5): string {
  return figure(1000 * percentile(times, share));
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? Number.NaN;
}
