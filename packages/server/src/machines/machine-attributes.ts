import { IngotError } from '../kernel/errors.ts';
import type { MachineFlavor, MachineNetwork } from './machine.ts';
import type { MachineRevision, NewMachine } from './machines.ts';

/** Lengths in characters, as Nova has them. */
const MAX_TEXT = 255;
/** In bytes: 65,535 characters of base64, as Nova has it. */
const MAX_USER_DATA = 49_151;
/** Pairs of one machine. */
const MAX_METADATA = 128;
/** More than any host has, and than QEMU takes. */
const MAX_VCPUS = 256;
const MAX_MEMORY_MIB = 2 ** 23;
const MAX_DISK_GIB = 2 ** 24;
/** Of disks, and of optical drives. */
export const MAX_DISKS = 16;
export const MAX_MEDIA = 2;

/** Refuses what no machine can be. @throws `invalid`. */
export function checkNewMachine(wanted: NewMachine): void {
  checkRevision(wanted);
  if (wanted.disks.length === 0) {
    throw new IngotError('invalid', 'A machine needs a system disk: a blank one, or one of an image.');
  }
  checkCount('disks', wanted.disks.length, MAX_DISKS);
  checkCount('images in optical drives', wanted.media?.length ?? 0, MAX_MEDIA);
  const { length = 0 } = wanted.userData ?? {};
  if (length > MAX_USER_DATA) {
    throw new IngotError('invalid', `The user data have ${length} bytes; at most ${MAX_USER_DATA} are allowed.`);
  }
  const [system] = wanted.disks;
  if (wanted.parentImageId && !isOfImage(system, wanted.parentImageId)) {
    throw new IngotError('invalid', 'The system disk of a child is made from its parent image.');
  }
}

function isOfImage(disk: NewMachine['disks'][number] | undefined, imageId: string): boolean {
  return disk !== undefined && 'source' in disk && disk.source.kind === 'image' && disk.source.imageId === imageId;
}

/** @throws `invalid`. */
export function checkRevision(revision: MachineRevision): void {
  if (revision.name !== undefined) checkText('name', revision.name, 1, MAX_TEXT);
  if (typeof revision.description === 'string') checkText('description', revision.description, 0, MAX_TEXT);
  if (revision.metadata) {
    checkCount('metadata', Object.keys(revision.metadata).length, MAX_METADATA);
    for (const [name, value] of Object.entries(revision.metadata)) {
      checkText('name of metadata', name, 1, MAX_TEXT);
      checkText(`value of the metadata ${name}`, value, 0, MAX_TEXT);
    }
  }
  if (revision.flavor) checkFlavor(revision.flavor);
}

/** @throws `forbidden`. */
export function checkNetwork(network: MachineNetwork, isOpenAllowed: boolean): void {
  if (network !== 'open' || isOpenAllowed) return;
  throw new IngotError('forbidden', 'Machines may not reach the network of their host here (machines.open-network).');
}

/** @throws `invalid`. */
export function checkText(what: string, text: string, least: number, most = MAX_TEXT): void {
  // What every database can keep: whole Unicode characters, and no NUL, which PostgreSQL refuses.
  if (!text.isWellFormed() || text.includes('\0')) {
    throw new IngotError('invalid', `The ${what} holds characters that cannot be stored.`);
  }
  const length = Array.from(text).length;
  if (length < least) throw new IngotError('invalid', `The ${what} must not be empty.`);
  if (length > most) {
    throw new IngotError('invalid', `The ${what} has ${length} characters; at most ${most} are allowed.`);
  }
}

function checkFlavor({ name, vcpus, memoryMib, diskGib, model }: MachineFlavor): void {
  checkText('name of the flavor', name, 1);
  if (model !== null) checkText('model', model, 1);
  checkNumber('number of virtual processors', vcpus, 1, MAX_VCPUS);
  checkNumber('memory in MiB', memoryMib, 64, MAX_MEMORY_MIB);
  checkNumber('size of the system disk in GiB', diskGib, 0, MAX_DISK_GIB);
}

function checkNumber(what: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new IngotError('invalid', `The ${what} is a whole number from ${least} to ${most}.`);
}

function checkCount(what: string, count: number, most: number): void {
  if (count > most) throw new IngotError('invalid', `A machine can have ${most} ${what}; this would make it ${count}.`);
}
