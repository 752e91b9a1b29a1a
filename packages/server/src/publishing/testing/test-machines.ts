import { CHUNK_SIZE, chunkIdOf, isZero, type ChunkStore } from '@ingot/chunk-store';
import { IngotError } from '../../kernel/errors.ts';
import { newMachineId, type MachineId, type PublicationId } from '../../kernel/ids.ts';
import type { SourceMachine, SourceMachines } from '../source-machines.ts';

type TestMachine = SourceMachine & {
  readonly disk: Buffer;
  publication: PublicationId | null;
  readonly snapshots: string[];
};

/** Machines without guests: a disk, and whose they are at the moment. */
export class TestMachines implements SourceMachines {
  readonly #chunks: Pick<ChunkStore, 'assemble'>;
  readonly #machines = new Map<MachineId, TestMachine>();

  constructor(chunks: Pick<ChunkStore, 'assemble'>) {
    this.#chunks = chunks;
  }

  add(machine: SourceMachine, disk: Buffer): MachineId {
    const id = newMachineId();
    this.#machines.set(id, { ...machine, disk, publication: null, snapshots: [] });
    return id;
  }

  /** What has become of a machine; null for one that is gone. */
  look(id: MachineId): { readonly publication: PublicationId | null; readonly snapshots: readonly string[] } | null {
    return this.#machines.get(id) ?? null;
  }

  find: SourceMachines['find'] = async (_caller, id) => this.#get(id);

  begin: SourceMachines['begin'] = async (_caller, id, publication) => {
    const machine = this.#get(id);
    if (machine.publication !== null && machine.publication !== publication.id) {
      throw new IngotError('conflict', `Machine ${id} is publishing.`);
    }
    machine.publication = publication.id;
  };

  capture: SourceMachines['capture'] = async (id, publication, { signal, progress }) => {
    const machine = this.#get(id);
    if (machine.publication !== publication) throw new IngotError('conflict', `Machine ${id} is not publishing.`);
    const assembly = await this.#chunks.assemble({ signal });
    for (let at = 0; at < machine.disk.length; at += CHUNK_SIZE) {
      const chunk = machine.disk.subarray(at, at + CHUNK_SIZE);
      if (isZero(chunk)) await assembly.zeros(chunk.length);
      else await assembly.add(chunkIdOf(chunk), chunk);
      progress(at + chunk.length);
    }
    return assembly.finish('root');
  };

  end: SourceMachines['end'] = async (id, publication) => {
    const machine = this.#machines.get(id);
    if (machine?.publication === publication) machine.publication = null;
  };

  consume: SourceMachines['consume'] = async (id, publication) => {
    const machine = this.#machines.get(id);
    if (!machine) return;
    if (machine.publication !== publication) throw new IngotError('conflict', `Machine ${id} is not publishing.`);
    this.#machines.delete(id);
  };

  snapshot: SourceMachines['snapshot'] = async (_caller, id, name) => {
    this.#get(id).snapshots.push(name);
  };

  #get(id: MachineId): TestMachine {
    const machine = this.#machines.get(id);
    if (machine) return machine;
    throw new IngotError('not-found', `Machine ${id} could not be found.`);
  }
}
