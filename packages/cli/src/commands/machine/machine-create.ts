import { readFile } from 'node:fs/promises';
import type { Input } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import type { Access } from '../../command/context.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { findFlavor } from '../flavor/find-flavor.ts';
import { DESKTOP_TYPES } from '../flavor/flavor-columns.ts';
import { findImage } from '../image/find-image.ts';
import { findSnapshot } from '../snapshot/find-snapshot.ts';
import { findVolume } from '../volume/find-volume.ts';
import { wholeGibibytes } from '../volume/whole-gibibytes.ts';
import { machineRecord } from './machine-columns.ts';
import { WAIT } from './machine-option.ts';
import { settledMachine } from './settled-machine.ts';

type NewMachine = Input<'post', '/api/v1/machines'>['body'];
type Disk = NewMachine['disks'][number];

export const machineCreate = defineCommand({
  arguments: [{ name: 'name', help: 'machine-create.name' }],
  options: {
    flavor: { kind: 'text', value: 'FLAVOR', help: 'machine-create.flavor', complete: 'flavor' },
    image: { kind: 'text', value: 'IMAGE', help: 'machine-create.image', complete: 'image' },
    snapshot: { kind: 'text', value: 'SNAPSHOT', help: 'machine-create.snapshot', complete: 'snapshot' },
    volume: { kind: 'text', value: 'VOLUME', help: 'machine-create.volume', complete: 'volume' },
    size: { kind: 'size', value: 'SIZE', help: 'machine-create.size' },
    iso: { kind: 'texts', value: 'IMAGE', help: 'machine-create.iso', complete: 'image' },
    software: { kind: 'text', value: 'IMAGE', help: 'machine-create.software', complete: 'image' },
    parent: { kind: 'text', value: 'IMAGE', help: 'machine-create.parent', complete: 'image' },
    type: { kind: 'choice', choices: DESKTOP_TYPES, help: 'machine-create.type' },
    firmware: { kind: 'choice', choices: ['bios', 'uefi'], help: 'machine-create.firmware' },
    system: { kind: 'choice', choices: ['linux', 'windows'], help: 'machine-create.system' },
    network: { kind: 'choice', choices: ['none', 'restricted', 'open'], help: 'machine-create.network' },
    description: { kind: 'text', value: 'TEXT', help: 'machine-create.description' },
    property: { kind: 'pairs', value: 'KEY=VALUE', help: 'machine-create.property' },
    'key-pair': { kind: 'text', value: 'KEY-PAIR', help: 'machine-create.key-pair', complete: 'key-pair' },
    'user-data': { kind: 'text', value: 'FILE', help: 'machine-create.user-data', complete: 'file' },
    'config-drive': { kind: 'flag', help: 'machine-create.config-drive' },
    start: { kind: 'flag', help: 'machine-create.start' },
    ...WAIT,
  },
  notes: 'machine-create.notes',
  run: async ({ arguments: { name }, options }, context) => {
    const { flavor, type, firmware, system, network, description, property: metadata, start, wait } = options;
    if (flavor === undefined) throw new CommandError(EXIT.usage, message('usage.needs-option', { name: 'flavor' }));
    const access = await context.access();
    const { client } = access;
    const imageId = async (nameOrId: string): Promise<string> => (await findImage(client, nameOrId)).id;
    const body: NewMachine = {
      name,
      flavor: (await findFlavor(client, flavor)).id,
      disks: [await systemDisk(options, access)],
      media: await Promise.all(options.iso.map(imageId)),
      metadata,
      start,
      configDrive: options['config-drive'],
      ...(options.software !== undefined && { sharedSoftware: await imageId(options.software) }),
      ...(options.parent !== undefined && { parentImageId: await imageId(options.parent) }),
      ...(options['key-pair'] !== undefined && { keyPair: options['key-pair'] }),
      ...(options['user-data'] !== undefined && { userData: await readFile(options['user-data'], 'utf8') }),
      ...(type !== undefined && { imageType: type }),
      ...(firmware !== undefined && { firmware }),
      ...(system !== undefined && { osType: system }),
      ...(network !== undefined && { network }),
      ...(description !== undefined && { description }),
    };
    const machine = await client.call('post', '/api/v1/machines', { body });
    return machineRecord(wait ? await settledMachine(machine.id, context) : machine);
  },
});

interface Sources {
  readonly image: string | undefined;
  readonly parent: string | undefined;
  readonly snapshot: string | undefined;
  readonly volume: string | undefined;
  readonly size: number | undefined;
}

/** What it boots from: made of something, one that is there, or blank. @throws CommandError `usage` for several of these. */
async function systemDisk({ image, parent, snapshot, volume, size }: Sources, access: Access): Promise<Disk> {
  const [one, other] = Object.entries({ image, parent, snapshot, volume }).filter(([, value]) => value !== undefined);
  if (one !== undefined && other !== undefined) {
    throw new CommandError(EXIT.usage, message('usage.together', { one: one[0], other: other[0] }));
  }
  const sized = size === undefined ? {} : { sizeGib: wholeGibibytes('size', size) };
  const source = image ?? parent;
  if (source !== undefined) return { image: (await findImage(access.client, source)).id, ...sized };
  if (snapshot !== undefined) return { snapshot: (await findSnapshot(access, snapshot)).id, ...sized };
  if (volume !== undefined) return { volume: (await findVolume(access, volume)).id };
  return { blank: true, ...sized };
}
