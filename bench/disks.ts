import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../acceptance/program.ts';
import { call, signIn, type Session } from './cloud.ts';
import type { Contestant } from './contestant.ts';

const MIB = 2 ** 20;
/** Milliseconds between two looks: at what is measured, and at what is waited for. */
const OFTEN = 5;
const SELDOM = 500;
/** Of what is written at a time. */
const RUN = 128 * 1024;

/** Volumes of one project, whose overlays are written to as a machine would. */
export class Disks {
  readonly session: Session;
  readonly #ingot: Contestant;
  readonly #volumes: string;

  static async open(ingot: Contestant): Promise<Disks> {
    return new Disks(ingot, await signIn(ingot.authUrl, ingot.member));
  }

  private constructor(ingot: Contestant, session: Session) {
    this.#ingot = ingot;
    this.session = session;
    this.#volumes = `${session.endpoint('block-storage')}/volumes`;
  }

  /** @returns the id of a volume that is available. */
  async create(gib: number, imageRef: string | null): Promise<string> {
    const id = await this.request(gib, imageRef);
    await this.available(id);
    return id;
  }

  /** @returns the id of a volume that will be available. */
  async request(gib: number, imageRef: string | null): Promise<string> {
    const body = { volume: { size: gib, ...(imageRef !== null && { imageRef }) } };
    const { volume } = await call<{ volume: { id: string } }>(this.session, 'POST', this.#volumes, body);
    return volume.id;
  }

  /** Until no volume is being made. @throws when one could not be made. */
  async settled(): Promise<void> {
    const count = async (status: string): Promise<number> => {
      const url = `${this.#volumes}?status=${status}&limit=1`;
      return (await call<{ volumes: readonly unknown[] }>(this.session, 'GET', url)).volumes.length;
    };
    // Of an image a volume is made in two states.
    while ((await count('creating')) + (await count('downloading')) > 0) await sleep(5);
    if ((await count('error')) > 0) throw new Error('a volume could not be made');
  }

  /** Has the layer of an image kept ready, and waits until it is. */
  async optimize(image: string): Promise<void> {
    const url = `${this.#ingot.imageUrl}/api/v1/images/${image}/optimization`;
    await call(this.session, 'PUT', url, { optimized: true });
    await until(this.session, url, ({ layer }) => layer === 'ready');
  }

  /** Writes runs of one byte, in the same places for the same amount. @param pattern from 1 to 255. */
  async write(id: string, gib: number, mib: number, pattern: number): Promise<void> {
    const count = (mib * MIB) / RUN;
    const stride = Math.floor((gib * 1024 * MIB) / count / RUN) * RUN;
    const commands = Array.from({ length: count }, (_, at) => [
      '-c',
      `write -q -P ${(pattern + at) % 255} ${at * stride} ${RUN}`,
    ]);
    await run('qemu-io', ['-f', 'qcow2', ...commands.flat(), this.file(id)]);
  }

  /** @returns the image, and how long it took from the request until it was active. */
  async image(id: string): Promise<{ readonly id: string; readonly seconds: number }> {
    const start = performance.now();
    const action = {
      'os-volume_upload_image': { image_name: 'captured', disk_format: 'raw', container_format: 'bare' },
    };
    const answer = await call<{ 'os-volume_upload_image': { image_id: string } }>(
      this.session,
      'POST',
      `${this.#volumes}/${id}/action`,
      action,
    );
    const image = answer['os-volume_upload_image'].image_id;
    await until(this.session, `${this.#ingot.imageUrl}/v2/images/${image}`, (one) => one['status'] === 'active');
    const seconds = (performance.now() - start) / 1000;
    await this.available(id);
    return { id: image, seconds };
  }

  /** Until the checksums of an image are known, which are made while nobody waits. */
  summed(image: string): Promise<void> {
    return until(
      this.session,
      `${this.#ingot.imageUrl}/v2/images/${image}`,
      ({ checksum }) => typeof checksum === 'string',
      SELDOM,
    );
  }

  /** An image of an image. @returns seconds. */
  async copy(image: string): Promise<number> {
    const start = performance.now();
    await call(this.session, 'POST', `${this.#ingot.imageUrl}/api/v1/images`, { source: { image } });
    return (performance.now() - start) / 1000;
  }

  /** Reads the first bytes as a machine would. */
  async read(id: string, length: number): Promise<void> {
    await run('qemu-io', ['-r', '-f', 'qcow2', '-c', `read -q 0 ${length}`, this.file(id)]);
  }

  /** What a hypervisor opens. */
  file(id: string): string {
    return path.join(this.#ingot.data ?? '', 'volumes', 'disks', `${id}.qcow2`);
  }

  available(id: string): Promise<void> {
    return until(this.session, `${this.#volumes}/${id}`, ({ volume }) => {
      return typeof volume === 'object' && volume !== null && 'status' in volume && volume.status === 'available';
    });
  }
}

async function until(
  session: Session,
  url: string,
  isSo: (answer: Readonly<Record<string, unknown>>) => boolean,
  every = OFTEN,
): Promise<void> {
  // Nothing tells a client when it is so.
  while (!isSo(await call(session, 'GET', url))) await sleep(every);
}
