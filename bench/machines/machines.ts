import { mkdir, mkdtemp, open, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { run } from '../../acceptance/program.ts';
import { call, signIn, type Session } from '../cloud.ts';
import type { Contestant } from '../contestant.ts';
import { installPackages } from '../debian-packages.ts';
import { Disks } from '../disks.ts';
import { startIngot } from '../ingot.ts';
import { median } from '../medians.ts';
import type { Suite } from '../suite.ts';
import { figure, table } from '../table.ts';
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
  /** In seconds. */
  readonly ingest: readonly number[];
  readonly clones: readonly Clone[];
  readonly starts: readonly number[];
  /** Bytes of disk that each machine of one image takes of its own, and layers that they stand on. */
  readonly own: number;
  readonly layers: number;
}

/** What a clone costs beside reading the same bytes, how soon a machine runs, and what two machines of an image share. */
export const machines: Suite = {
  summary: `clone of a machine with ${USED} MiB on ${GIB} GiB beside reading them; starting one; what two of an image share`,
  run: async ({ rounds, progress }) => {
    const directory = await realpath(await mkdtemp(path.join(tmpdir(), 'ingot-bench-')));
    let ingot: Contestant | null = null;
    try {
      await installPackages({ '/usr/bin/qemu-img': 'qemu-utils', '/usr/bin/qemu-system-x86_64': 'qemu-system-x86' });
      ingot = await startIngot({ settings: SETTINGS });
      const disks = await Disks.open(ingot);
      const guests = await Machines.open(ingot, disks.session);
      const place = { ingot, disks, guests, directory, pool: await createPool(ingot, directory) };
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

/** Both in turn, of disks that nobody has seen before. */
async function measureClones(place: Place, rounds: number): Promise<Pick<Measured, 'ingest' | 'clones'>> {
  const ingest: number[] = [];
  const clones: Clone[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ingest.push((await place.disks.image(await filledDisk(place))).seconds);
    const machine = await place.guests.create({ volume: await filledDisk(place) });
    clones.push(await place.guests.clone(machine, { poolId: place.pool, imageType: 'tci', osType: 'linux' }));
    await place.guests.remove(machine);
  }
  return { ingest, clones };
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
async function measureStarts(place: Place): Promise<Omit<Measured, 'ingest' | 'clones'>> {
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

function report({ ingest, clones, starts, own, layers }: Measured): string {
  const steps = [...new Set(clones.flatMap((clone) => [...clone.steps.keys()]))];
  const ratios = clones.map(({ seconds }, round) => seconds / (ingest[round] ?? Number.NaN));
  const rows = [
    [`${USED} MiB read through the ingest, s`, figure(median(ingest))],
    ['clone of such a machine, read back and judged, s', figure(median(clones.map(({ seconds }) => seconds)))],
    ['ratio', figure(median(ratios))],
    ...steps.map((step) => [`of that ${step}, s`, figure(median(clones.map((clone) => clone.steps.get(step) ?? 0)))]),
    ['start of a machine until QEMU runs, p50 ms', figure(median(starts) * 1000)],
    ['the slowest', figure(Math.max(...starts) * 1000)],
    [`layers of ${STARTS} machines of an image`, String(layers)],
    ['disk space of each, KiB', figure(own / 1024)],
  ];
  return table([`machines with ${GIB} GiB`, ''], rows);
}
