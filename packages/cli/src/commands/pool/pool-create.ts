import type { Input } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { poolRecord } from './pool-columns.ts';

type Place = Input<'post', '/api/v1/image-pools'>['body']['place'];

export const poolCreate = defineCommand({
  arguments: [{ name: 'name', help: 'pool-create.name' }],
  options: {
    directory: { kind: 'text', value: 'DIRECTORY', help: 'pool-create.directory' },
    bucket: { kind: 'text', value: 'BUCKET', help: 'pool-create.bucket' },
    prefix: { kind: 'text', value: 'PREFIX', help: 'pool-create.prefix' },
    description: { kind: 'text', value: 'TEXT', help: 'pool-create.description' },
  },
  notes: 'pool-create.notes',
  run: async ({ arguments: { name }, options }, context) => {
    const { description } = options;
    const body = { name, place: placeOf(options), ...(description !== undefined && { description }) };
    const { client } = await context.access();
    return poolRecord(await client.call('post', '/api/v1/image-pools', { body }));
  },
});

interface Places {
  readonly directory: string | undefined;
  readonly bucket: string | undefined;
  readonly prefix: string | undefined;
}

/** @throws CommandError `usage` unless one place is given */
function placeOf({ directory, bucket, prefix }: Places): Place {
  if (directory !== undefined) {
    const other = bucket === undefined ? prefix && 'prefix' : 'bucket';
    if (other) throw new CommandError(EXIT.usage, message('usage.together', { one: 'directory', other }));
    return { kind: 'directory', path: directory };
  }
  if (bucket === undefined) throw new CommandError(EXIT.usage, message('pool-create.no-place'));
  return { kind: 's3', bucket, prefix: prefix ?? '' };
}
