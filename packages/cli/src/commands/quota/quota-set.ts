import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { quotaOutput } from './quota-columns.ts';

export const quotaSet = defineCommand({
  arguments: [{ name: 'project', help: 'argument.project-id' }],
  options: {
    images: { kind: 'integer', value: 'N', help: 'quota-set.images' },
    'image-bytes': { kind: 'size', value: 'SIZE', help: 'quota-set.image-bytes' },
    'optimized-images': { kind: 'integer', value: 'N', help: 'quota-set.optimized-images' },
  },
  notes: 'quota-set.notes',
  run: async ({ arguments: { project: id }, options }, context) => {
    const body = {
      ...(options.images !== undefined && { images: options.images }),
      ...(options['image-bytes'] !== undefined && { imageBytes: options['image-bytes'] }),
      ...(options['optimized-images'] !== undefined && { optimizedImages: options['optimized-images'] }),
    };
    if (Object.keys(body).length === 0) throw new CommandError(EXIT.usage, message('usage.nothing-to-change'));
    const { client } = await context.access();
    return quotaOutput(await client.call('put', '/api/v1/projects/{id}/quotas', { path: { id }, body }));
  },
});
