import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { flavorRecord } from './flavor-columns.ts';
import { FLAVOR_OPTIONS, flavorValues } from './flavor-options.ts';

export const flavorCreate = defineCommand({
  arguments: [{ name: 'name', help: 'flavor-create.name' }],
  options: { ...FLAVOR_OPTIONS, public: { kind: 'flag', help: 'flavor-create.public' } },
  run: async ({ arguments: { name }, options }, context) => {
    const { vcpus, memoryMib, ...rest } = flavorValues(options);
    if (vcpus === undefined) throw missing('vcpus');
    if (memoryMib === undefined) throw missing('memory');
    const { client } = await context.access();
    const body = { name, vcpus, memoryMib, ...rest, isPublic: options.public };
    return flavorRecord(await client.call('post', '/api/v1/flavors', { body }));
  },
});

function missing(name: string): CommandError {
  return new CommandError(EXIT.usage, message('usage.needs-option', { name }));
}
