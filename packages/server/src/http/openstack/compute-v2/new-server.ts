import type { Caller } from '../../../kernel/caller.ts';
import { hasCode, IngotError } from '../../../kernel/errors.ts';
import type { KeyPairs } from '../../../key-pairs/index.ts';
import {
  copyFlavor,
  type MachineKey,
  type MachineNetwork,
  type NewMachine,
  type NewMachineDisk,
} from '../../../machines/index.ts';
import { AVAILABILITY_ZONES } from '../../../volumes/index.ts';
import { optionalFlag, optionalText, pairs, requiredText } from '../body.ts';
import type { JsonObject } from '../json-body.ts';
import type { ComputeApi } from './api.ts';
import { parseBlockDevices } from './block-devices.ts';
import { knownFlavor, knownImage } from './ids.ts';
import { MINORS } from './microversion.ts';

/** What is not served here, and why; clients send some of it empty. */
const NOT_SERVED: Readonly<Record<string, string>> = {
  personality: 'Files are not put into servers here: use user data, or an image that has them.',
  adminPass: 'A password is set by user data, or inside the guest.',
  'os:scheduler_hints': 'There is one host, so there is nothing to hint at.',
};
/** 64 KiB in base64, as Nova takes it. */
const LONGEST_USER_DATA = 65_535;

/**
 * Reads what `POST /servers` wants. A server is started as soon as it is there.
 *
 * @throws IngotError `invalid`, also for a key pair that the caller does not have; `not-found` for a flavor that is none.
 */
export async function parseNewServer(
  { flavors, keyPairs }: Pick<ComputeApi, 'flavors' | 'keyPairs'>,
  caller: Caller,
  body: JsonObject,
  minor: number,
): Promise<NewMachine> {
  for (const [key, reason] of Object.entries(NOT_SERVED)) {
    if (isGiven(body[key])) throw new IngotError('invalid', `${key}: ${reason}`);
  }
  checkCount(body);
  checkZone(body);
  const flavor = await flavors.flavorChoose(caller, knownFlavor(requiredText(body, 'flavorRef')), null);
  const { metadata } = body;
  const description = minor >= MINORS.description ? optionalText(body, 'description') : undefined;
  return {
    name: requiredText(body, 'name').trim(),
    ...(description !== undefined && { description }),
    flavor: copyFlavor(flavor),
    disks: parseDisks(body),
    network: parseNetwork(body, minor),
    ...(isGiven(metadata) && { metadata: pairs(metadata, 'metadata') }),
    key: await parseKey(keyPairs, caller, body),
    userData: parseUserData(body),
    configDrive: parseConfigDrive(body),
    start: true,
  };
}

function parseDisks(body: JsonObject): readonly NewMachineDisk[] {
  const devices = body['block_device_mapping_v2'];
  const image = optionalText(body, 'imageRef');
  if (isGiven(body['block_device_mapping'])) {
    throw new IngotError('invalid', 'block_device_mapping is of an older API; use block_device_mapping_v2.');
  }
  const disks = isGiven(devices) ? parseBlockDevices(devices) : [];
  // A mapping may have the image of `imageRef` once more, as the disk to boot from.
  if (isGiven(image) && !disks.some(({ isSystemDisk }) => isSystemDisk)) {
    return [{ source: { kind: 'image', imageId: knownImage(image) } }, ...disks.map(({ disk }) => disk)];
  }
  if (disks.length === 0) {
    throw new IngotError('invalid', 'A server needs something to boot from: imageRef, or block_device_mapping_v2.');
  }
  return disks.toSorted((one, other) => Number(other.isSystemDisk) - Number(one.isSystemDisk)).map(({ disk }) => disk);
}

/** There is one network of each machine's own; others can't be chosen. */
function parseNetwork(body: JsonObject, minor: number): MachineNetwork {
  const { networks } = body;
  if (networks === undefined || networks === null) return 'restricted';
  if (minor >= MINORS.networks && networks === 'none') return 'none';
  if (minor >= MINORS.networks && networks === 'auto') return 'restricted';
  if (Array.isArray(networks) && networks.length === 0) return 'restricted';
  throw new IngotError('invalid', 'There are no networks to choose from: leave them out, or ask for "auto" or "none".');
}

async function parseKey(keyPairs: KeyPairs, caller: Caller, body: JsonObject): Promise<MachineKey | null> {
  const name = optionalText(body, 'key_name');
  if (!isGiven(name)) return null;
  try {
    const { publicKey } = await keyPairs.keyPairGet(caller, name);
    return { name, publicKey };
  } catch (error) {
    if (!hasCode(error, 'not-found')) throw error;
    throw new IngotError('invalid', 'Invalid key_name provided: the user has no such key pair.', { cause: error });
  }
}

/** Clients send "" for no. */
function parseConfigDrive(body: JsonObject): boolean {
  return body['config_drive'] === '' ? false : (optionalFlag(body, 'config_drive') ?? false);
}

function parseUserData(body: JsonObject): Uint8Array | null {
  const data = body['user_data'];
  if (data === undefined || data === null || data === '') return null;
  const isBase64 = typeof data === 'string' && data.length <= LONGEST_USER_DATA && /^[\w+/=\s-]*$/.test(data);
  if (isBase64) return Buffer.from(data, 'base64');
  throw new IngotError('invalid', `user_data has to be in base64, ${LONGEST_USER_DATA} characters of it at most.`);
}

function checkCount(body: JsonObject): void {
  for (const key of ['min_count', 'max_count']) {
    const count = body[key];
    if (isGiven(count) && Number(count) !== 1) {
      throw new IngotError('invalid', `${key}: servers are created one at a time here.`);
    }
  }
  if (optionalFlag(body, 'return_reservation_id')) {
    throw new IngotError('invalid', 'return_reservation_id: servers are created one at a time here.');
  }
}

function checkZone(body: JsonObject): void {
  const zone = optionalText(body, 'availability_zone');
  if (!isGiven(zone) || AVAILABILITY_ZONES.includes(zone)) return;
  throw new IngotError(
    'invalid',
    `The availability zone ${zone} is not there; there is ${AVAILABILITY_ZONES.join(', ')}.`,
  );
}

/** Null, "" and empty collections are what clients send for nothing. */
function isGiven<Value>(value: Value): value is Exclude<Value, undefined | null | ''> {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
