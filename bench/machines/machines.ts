import { mkdir, mkdtemp, open, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import { run } from '../../acceptance/program.ts';
import { call, signIn, type Session } from '../cloud.ts';
import type { Contestant } from '../contestant.ts';
import { installPackages } from '../debian-packages.ts';
import { Disks } from '../disks.ts';
import { startIngot } from '../ingot.ts';
import { median } from '../medians.ts';
import type { Suite } from '../suite.ts';
import { figure, table } from '../table.ts';
import { ImageTransfer, type Timing } from '../transfers/image-transfer.ts';
import { SameStart } from '../transfers/same-start.ts';
import { writeRandom } from '../transfers/source-files.ts';
import { Machines, type Clone } from './machine-client.ts';

/** Of the disks that are cloned, in GiB, and what is written to each, spread over all of it, in MiB. */
const GIB = 10;
const USED = 500;
const MIB = 2 ** 20;
/** Of what is written at a time. */
const PIECE = MIB;
/** Machines that are started from an image. */
const STARTS = 20;

/** Quotas are no part of what is measured. */
const SETTINGS = ['--machines.project-machines', '-1', '--images.project-optimized', '10'];

interface Measured {
  /** The same amount of bytes as an upload. */
  readonly uploads: readonly Timing[];
  /** Images of such disks, which have no checksums yet. */
  readonly captures: readonly Timing[];
  readonly clones: readonly Clone[];
  /** In seconds. */
  readonly starts: readonly number[];
  /** Bytes of disk that each machine of one image takes of its own, and layers that they stand on. */
  readonly own: number;
  readonly layers: number;
}
type MeasuredClones = Pick<Measured, 'uploads' | 'captures' | 'clones'>;

/** What a clone costs beside reading the same bytes, how soon a machine runs, and what two machines of an image share. */
export const machines: Suite = {
  summary: `clone of a machine with ${USED} MiB on ${GIB} GiB beside reading them; starting one; what two of an image share`,
  run: async ({ rounds, progress }) => {
    const directory = await realpath(await mkdtemp(path.join(tmpdir(), 'ingot-bench-')));
    let ingot: Contestant | null = null;
    try {
      await installPackages({
        '/usr/bin/curl': 'curl',
        '/usr/bin/qemu-img': 'qemu-utils',
        '/usr/bin/qemu-system-x86_64': 'qemu-system-x86',
      });
      ingot = await startIngot({ settings: SETTINGS });
      const disks = await Disks.open(ingot);
      const guests = await Machines.open(ingot, disks.session);
      const transfer = await ImageTransfer.open(ingot);
      const start = await SameStart.prepare(path.join(directory, 'holes'));
      const pool = await createPool(ingot, directory);
      const place = { ingot, disks, guests, transfer, start, directory, pool };
      progress('clones');
      const cloned = await measureClones(place, rounds);
      progress('starts');
      return report({ ...cloned, ...(await measureStarts(place)) });
    } finally {
      await ingot?.stop();
      await rm(directory, { recursive: true });
    }
  },
};

interface Place {
  readonly ingot: Contestant;
  readonly disks: Disks;
  readonly guests: Machines;
  readonly transfer: ImageTransfer;
  readonly start: SameStart;
  readonly directory: string;
  readonly pool: string;
}

async function createPool(ingot: Contestant, directory: string): Promise<string> {
  const pool = path.join(directory, 'pool');
  await mkdir(pool, { mode: 0o755 });
  const session: Session = await signIn(ingot.authUrl, ingot.administrator);
  const wanted = { name: 'bench', place: { kind: 'directory', path: pool } };
  const { id } = await call<{ id: string }>(session, 'POST', `${ingot.imageUrl}/api/v1/image-pools`, wanted);
  return id;
}

/** All in turn, each with bytes that nobody has seen before. */
async function measureClones(place: Place, rounds: number): Promise<MeasuredClones> {
  const { ingot, disks, guests, transfer, start, directory } = place;
  const uploads: Timing[] = [];
  const captures: Timing[] = [];
  const clones: Clone[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const file = path.join(directory, 'upload.raw');
    await writeRandom(file, `machine-${randomUUID()}`, USED * MIB);
    await start.restore(file);
    uploads.push(await transfer.upload(await transfer.create('uploaded'), file));
    await rm(file);

    const volume = await filledDisk(place);
    await start.restore(disks.file(volume));
    const before = ingot.processes.cpuSeconds();
    const { id, seconds } = await disks.image(volume);
    captures.push({ seconds, cpuSeconds: ingot.processes.cpuSeconds() - before });
    await disks.summed(id);

    const source = await filledDisk(place);
    const machine = await guests.create({ volume: source });
    await start.restore(disks.file(source));
    const clone = await guests.clone(machine, { poolId: place.pool, imageType: 'tci', osType: 'linux' });
    clones.push(clone);
    await disks.summed(clone.imageId);
    await guests.remove(machine);
  }
  return { uploads, captures, clones };
}

/** A volume with bytes that are nowhere else and do not compress. */
async function filledDisk({ disks, directory }: Place): Promise<string> {
  const id = await disks.create(GIB, null);
  const raw = path.join(directory, 'content.raw');
  const file = await open(raw, 'w');
  try {
    await file.truncate(GIB * 1024 * MIB);
    const pieces = (USED * MIB) / PIECE;
    const stride = Math.floor((GIB * 1024) / pieces) * MIB;
    for (let at = 0; at < pieces; at += 1) await file.write(randomBytes(PIECE), 0, PIECE, at * stride);
  } finally {
    await file.close();
  }
  await run('qemu-img', ['convert', '-n', '-f', 'raw', '-O', 'qcow2', raw, disks.file(id)]);
  await rm(raw);
  return id;
}

/** Machines of an optimized image. */
async function measureStarts(place: Place): Promise<Omit<Measured, keyof MeasuredClones>> {
  const { disks, guests } = place;
  const { id: image } = await disks.image(await filledDisk(place));
  await disks.optimize(image);
  const starts: number[] = [];
  const layers = new Set<string>();
  let own = 0;
  for (let count = 0; count < STARTS; count += 1) {
    const machine = await guests.create({ image });
    const begun = performance.now();
    await guests.start(machine);
    starts.push((performance.now() - begun) / 1000);
    const [volume] = await guests.disksOf(machine);
    const info = await run('qemu-img', ['info', '-U', '--output=json', disks.file(volume ?? '')]);
    const { 'full-backing-filename': layer, 'actual-size': size } = JSON.parse(info) as Record<string, unknown>;
    layers.add(String(layer));
    own = Math.max(own, Number(size));
    await guests.remove(machine);
  }
  return { starts, own, layers: layers.size };
}

function report({ uploads, captures, clones, starts, own, layers }: Measured): string {
  const steps = [...new Set(clones.flatMap((clone) => [...clone.steps.keys()]))];
  const ratioTo = (timings: readonly Timing[]): string =>
    figure(median(clones.map(({ seconds }, round) => seconds / (timings[round]?.seconds ?? Number.NaN))));
  const rows = [
    [`${USED} MiB uploaded, s`, figure(secondsOf(uploads)), cpuOf(uploads)],
    [`an image of a disk with ${USED} MiB, s`, figure(secondsOf(captures)), cpuOf(captures)],
    ['clone of such a machine, judged and read back, s', figure(secondsOf(clones)), cpuOf(clones)],
    ['the clone beside the upload', ratioTo(uploads), ''],
    ['the clone beside the image', ratioTo(captures), ''],
    ...steps.map((step) => [
      `of that ${step}, s`,
      figure(median(clones.map((clone) => clone.steps.get(step) ?? 0))),
      '',
    ]),
    ['start of a machine until QEMU runs, p50 ms', figure(median(starts) * 1000), ''],
    ['the slowest', figure(Math.max(...starts) * 1000), ''],
    [`layers of ${STARTS} machines of an image`, String(layers), ''],
    ['disk space of each, KiB', figure(own / 1024), ''],
  ];
  return table([`machines with ${GIB} GiB`, '', 'CPU of the service, s'], rows);
}

function secondsOf(timings: readonly Timing[]): number {
  return median(timings.map(({ seconds }) => seconds));
}

function cpuOf(timings: readonly Timing[]): string {
  return figure(median(timings.map(({ cpuSeconds }) => cpuSeconds)));
}
