import { setTimeout as sleep } from 'node:timers/promises';
import { call, type Session } from '../cloud.ts';
import type { Contestant } from '../contestant.ts';
import type { Timing } from '../transfers/image-transfer.ts';

interface Machine {
  readonly id: string;
  readonly status: string;
  readonly failure: string | null;
  readonly disks: readonly { readonly volumeId: string }[];
}
interface Publication {
  readonly id: string;
  readonly imageId: string;
  readonly status: string;
  readonly step: string | null;
  readonly failure: string | null;
}

export interface Clone extends Timing {
  readonly imageId: string;
  /** Of each of its steps. */
  readonly steps: ReadonlyMap<string, number>;
}

/** Milliseconds between two looks: nothing tells a client. */
const LOOK = 20;

/** Machines of one project. */
export class Machines {
  readonly #ingot: Contestant;
  readonly #session: Session;
  readonly #api: string;
  readonly #flavor: string;
  #made = 0;

  static async open(ingot: Contestant, session: Session): Promise<Machines> {
    const api = `${ingot.imageUrl}/api/v1`;
    const wanted = { name: 'bench', vcpus: 1, memoryMib: 256 };
    const { id } = await call<{ id: string }>(session, 'POST', `${api}/flavors`, wanted);
    return new Machines(ingot, session, api, id);
  }

  private constructor(ingot: Contestant, session: Session, api: string, flavor: string) {
    this.#ingot = ingot;
    this.#session = session;
    this.#api = api;
    this.#flavor = flavor;
  }

  /** @param disk what its system disk is or is made of, which goes with it. @returns the id of one that is off. */
  async create(disk: { readonly volume: string } | { readonly image: string }): Promise<string> {
    this.#made += 1;
    const disks = [{ ...disk, deleteWithMachine: true }];
    const wanted = { name: `machine-${this.#made}`, flavor: this.#flavor, disks, network: 'none' };
    const { id } = await call<Machine>(this.#session, 'POST', `${this.#api}/machines`, wanted);
    await this.#becomes(id, 'stopped');
    return id;
  }

  /** Until QEMU runs. */
  async start(id: string): Promise<void> {
    await call(this.#session, 'POST', `${this.#api}/machines/${id}/start`, {});
    await this.#becomes(id, 'running');
  }

  async disksOf(id: string): Promise<readonly string[]> {
    return (await this.#show(id)).disks.map(({ volumeId }) => volumeId);
  }

  /** From the request until the desktop image is active. */
  async clone(id: string, form: object): Promise<Clone> {
    const { processes } = this.#ingot;
    const cpuBefore = processes.cpuSeconds();
    const begun = performance.now();
    const steps = new Map<string, number>();
    const url = `${this.#api}/machines/${id}/clone`;
    let publication = await call<Publication>(this.#session, 'POST', url, { name: `clone-${this.#made}`, ...form });
    for (let last = begun; !['done', 'failed', 'cancelled'].includes(publication.status);) {
      await sleep(LOOK);
      const step = publication.step ?? publication.status;
      const now = performance.now();
      steps.set(step, (steps.get(step) ?? 0) + (now - last) / 1000);
      last = now;
      publication = await call(this.#session, 'GET', `${this.#api}/publications/${publication.id}`);
    }
    if (publication.status !== 'done') throw new Error(`a clone ${publication.status}: ${publication.failure}`);
    const seconds = (performance.now() - begun) / 1000;
    return { seconds, cpuSeconds: processes.cpuSeconds() - cpuBefore, steps, imageId: publication.imageId };
  }

  /** With its disks; until they are gone. */
  async remove(id: string): Promise<void> {
    await call(this.#session, 'DELETE', `${this.#api}/machines/${id}`);
    const url = `${this.#api}/machines?limit=1000`;
    for (;;) {
      const { machines } = await call<{ machines: readonly Machine[] }>(this.#session, 'GET', url);
      if (!machines.some((machine) => machine.id === id)) return;
      await sleep(LOOK);
    }
  }

  async #becomes(id: string, status: string): Promise<void> {
    for (;;) {
      const machine = await this.#show(id);
      if (machine.status === status) return;
      if (machine.status === 'error') throw new Error(`machine ${id}: ${machine.failure}`);
      await sleep(LOOK);
    }
  }

  #show(id: string): Promise<Machine> {
    return call(this.#session, 'GET', `${this.#api}/machines/${id}`);
  }
}
