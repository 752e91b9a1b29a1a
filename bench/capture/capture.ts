import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../../acceptance/program.ts';
import { call, signIn, type Session } from '../cloud.ts';
import type { Contestant } from '../contestant.ts';
import { installPackages } from '../debian-packages.ts';
import { startIngot } from '../ingot.ts';
import { median } from '../medians.ts';
import type { Suite } from '../suite.ts';
import { figure, table } from '../table.ts';
import { ImageTransfer } from '../transfers/image-transfer.ts';

const MIB = 2 ** 20;
/** Of disks, in GiB. */
const SIZES = [1, 10, 100] as const;
/** The disk that is also converted and uploaded, in GiB. */
const CONVERTED = 10;
/** What a disk holds, spread over all of it, and what is changed of that: runs of 128 KiB. In MiB. */
const DATA = 512;
const CHANGED = 100;
const RUN = 128 * 1024;

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
  return { ...times, ...(await disks.convertAndUpload(disk, path.join(directory, 'disk.raw'))) };
}

/** Volumes of one project, whose overlays are written to as a machine would. */
class Disks {
  readonly #ingot: Contestant;
  readonly #session: Session;
  readonly #volumes: string;

  static async open(ingot: Contestant): Promise<Disks> {
    return new Disks(ingot, await signIn(ingot.authUrl, ingot.member));
  }

  private constructor(ingot: Contestant, session: Session) {
    this.#ingot = ingot;
    this.#session = session;
    this.#volumes = `${session.endpoint('block-storage')}/volumes`;
  }

  async create(gib: number, imageRef: string | null): Promise<string> {
    const body = { volume: { size: gib, ...(imageRef !== null && { imageRef }) } };
    const { volume } = await call<{ volume: { id: string } }>(this.#session, 'POST', this.#volumes, body);
    await this.#available(volume.id);
    return volume.id;
  }

  /** Writes runs of one byte, in the same places for the same amount. @param pattern from 1 to 255. */
  async write(id: string, gib: number, mib: number, pattern: number): Promise<void> {
    const count = (mib * MIB) / RUN;
    const stride = Math.floor((gib * 1024 * MIB) / count / RUN) * RUN;
    const commands = Array.from({ length: count }, (_, at) => [
      '-c',
      `write -q -P ${(pattern + at) % 255} ${at * stride} ${RUN}`,
    ]);
    await run('qemu-io', ['-f', 'qcow2', ...commands.flat(), this.#file(id)]);
  }

  /** @returns the image, and how long it took from the request until it was active. */
  async image(id: string): Promise<{ readonly id: string; readonly seconds: number }> {
    const start = performance.now();
    const action = {
      'os-volume_upload_image': { image_name: 'captured', disk_format: 'raw', container_format: 'bare' },
    };
    const answer = await call<{ 'os-volume_upload_image': { image_id: string } }>(
      this.#session,
      'POST',
      `${this.#volumes}/${id}/action`,
      action,
    );
    const image = answer['os-volume_upload_image'].image_id;
    await until(this.#session, `${this.#ingot.imageUrl}/v2/images/${image}`, (one) => one['status'] === 'active');
    const seconds = (performance.now() - start) / 1000;
    await this.#available(id);
    return { id: image, seconds };
  }

  /** An image of an image. @returns seconds. */
  async copy(image: string): Promise<number> {
    const start = performance.now();
    await call(this.#session, 'POST', `${this.#ingot.imageUrl}/api/v1/images`, { source: { image } });
    return (performance.now() - start) / 1000;
  }

  /** What one does without: the whole disk as a file, and that file sent. In seconds. */
  async convertAndUpload(id: string, file: string): Promise<{ readonly convert: number; readonly upload: number }> {
    const start = performance.now();
    await run('qemu-img', ['convert', '-f', 'qcow2', '-O', 'raw', this.#file(id), file]);
    const convert = (performance.now() - start) / 1000;
    const transfer = await ImageTransfer.open(this.#ingot);
    const { seconds } = await transfer.upload(await transfer.create('converted'), file);
    return { convert, upload: seconds };
  }

  #file(id: string): string {
    return path.join(this.#ingot.data ?? '', 'volumes', 'disks', `${id}.qcow2`);
  }

  #available(id: string): Promise<void> {
    return until(this.#session, `${this.#volumes}/${id}`, ({ volume }) => {
      return typeof volume === 'object' && volume !== null && 'status' in volume && volume.status === 'available';
    });
  }
}

async function until(
  session: Session,
  url: string,
  isSo: (answer: Readonly<Record<string, unknown>>) => boolean,
): Promise<void> {
  // Nothing tells a client when it is so.
  while (!isSo(await call(session, 'GET', url))) await sleep(5);
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
