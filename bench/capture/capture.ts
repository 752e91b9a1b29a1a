import { mkdtemp, rm } from 'node:fs/promises';
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
import { ImageTransfer } from '../transfers/image-transfer.ts';

/** Of disks, in GiB. */
const SIZES = [1, 10, 100] as const;
/** The disk that is also converted and uploaded, in GiB. */
const CONVERTED = 10;
/** What a disk holds, spread over all of it, and what is changed of that. In MiB. */
const DATA = 512;
const CHANGED = 100;

interface Measured {
  readonly gib: number;
  readonly capture: number;
  readonly copy: number;
  /** Null for disks that were not converted. */
  readonly convert: number | null;
  readonly upload: number | null;
}

/** What an image of a disk, and of an image, costs by the size of the disk. */
export const capture: Suite = {
  summary: `an image of a disk with ${CHANGED} MiB changed, beside qemu-img convert and an upload; an image of an image`,
  run: async ({ rounds, progress }) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-bench-capture-'));
    let ingot: Contestant | null = null;
    try {
      await installPackages({ '/usr/bin/curl': 'curl', '/usr/bin/qemu-io': 'qemu-utils' });
      ingot = await startIngot();
      const disks = await Disks.open(ingot);
      const measured: Measured[] = [];
      for (const gib of SIZES) {
        progress(`a disk of ${gib} GiB`);
        measured.push(await measure({ ingot, disks, directory }, gib, rounds));
      }
      return report(measured);
    } finally {
      await ingot?.stop();
      await rm(directory, { recursive: true });
    }
  },
};

interface Place {
  readonly ingot: Contestant;
  readonly disks: Disks;
  readonly directory: string;
}

async function measure({ ingot, disks, directory }: Place, gib: number, rounds: number): Promise<Measured> {
  const first = await disks.create(gib, null);
  await disks.write(first, gib, DATA, 1);
  const base = await disks.image(first);
  const disk = await disks.create(gib, base.id);
  const captures: number[] = [];
  const copies: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // The same places each time, so that the overlay does not grow; other bytes.
    await disks.write(disk, gib, CHANGED, 2 + round);
    const image = await disks.image(disk);
    captures.push(image.seconds);
    copies.push(await disks.copy(image.id));
  }
  const times = { gib, capture: median(captures), copy: median(copies) };
  if (gib !== CONVERTED) return { ...times, convert: null, upload: null };
  return { ...times, ...(await convertAndUpload(ingot, disks.file(disk), path.join(directory, 'disk.raw'))) };
}

/** What one does without: the whole disk as a file, and that file sent. In seconds. */
async function convertAndUpload(
  ingot: Contestant,
  disk: string,
  file: string,
): Promise<{ readonly convert: number; readonly upload: number }> {
  const start = performance.now();
  await run('qemu-img', ['convert', '-f', 'qcow2', '-O', 'raw', disk, file]);
  const convert = (performance.now() - start) / 1000;
  const transfer = await ImageTransfer.open(ingot);
  const { seconds } = await transfer.upload(await transfer.create('converted'), file);
  return { convert, upload: seconds };
}

function report(measured: readonly Measured[]): string {
  const rows = measured.map(({ gib, capture: seconds, copy, convert, upload }) => {
    const without = convert === null || upload === null ? null : convert + upload;
    return [
      `${gib} GiB`,
      figure(seconds),
      ...[convert, upload, without && without / seconds].map((value) => figure(value ?? Number.NaN)),
      figure(copy * 1000),
    ];
  });
  return table(
    [`${CHANGED} MiB changed of`, 'image of disk, s', 'convert, s', 'upload, s', 'ratio', 'image of image, ms'],
    rows,
  );
}
