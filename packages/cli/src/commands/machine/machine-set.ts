import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { findFlavor } from '../flavor/find-flavor.ts';
import { findMachine } from './find-machine.ts';
import { machineRecord } from './machine-columns.ts';
import { MACHINE_ARGUMENT } from './machine-option.ts';

export const machineSet = defineCommand({
  arguments: [MACHINE_ARGUMENT],
  options: {
    name: { kind: 'text', value: 'NAME', help: 'machine-set.name' },
    description: { kind: 'text', value: 'TEXT', help: 'machine-create.description' },
    property: { kind: 'pairs', value: 'KEY=VALUE', help: 'machine-create.property' },
    flavor: { kind: 'text', value: 'FLAVOR', help: 'machine-create.flavor', complete: 'flavor' },
    firmware: { kind: 'choice', choices: ['bios', 'uefi'], help: 'machine-create.firmware' },
    system: { kind: 'choice', choices: ['linux', 'windows'], help: 'machine-create.system' },
    network: { kind: 'choice', choices: ['none', 'restricted', 'open'], help: 'machine-create.network' },
  },
  notes: 'machine-set.notes',
  run: async ({ arguments: { machine: nameOrId }, options }, context) => {
    const { name, description, property, flavor, firmware, system, network } = options;
    const { client } = await context.access();
    const { id, metadata } = await findMachine(client, nameOrId);
    const body = {
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      // What is sent replaces all metadata.
      ...(Object.keys(property).length > 0 && { metadata: { ...metadata, ...property } }),
      ...(flavor !== undefined && { flavor: (await findFlavor(client, flavor)).id }),
      ...(firmware !== undefined && { firmware }),
      ...(system !== undefined && { osType: system }),
      ...(network !== undefined && { network }),
    };
    if (Object.keys(body).length === 0) throw new CommandError(EXIT.usage, message('usage.nothing-to-change'));
    return machineRecord(await client.call('patch', '/api/v1/machines/{id}', { path: { id }, body }));
  },
});
