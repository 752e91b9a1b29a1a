import type { Input } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { parseSize } from '../../command/size.ts';
import { message } from '../../messages/message.ts';
import { projectId } from '../project-id.ts';
import { quotaOutput } from './quota-columns.ts';

type Changes = Input<'put', '/api/v1/projects/{id}/quotas'>['body'];

export const quotaSet = defineCommand({
  arguments: [{ name: 'project', help: 'argument.project-id' }],
  options: {
    images: { kind: 'integer', value: 'N', help: 'quota-set.images' },
    'image-bytes': { kind: 'text', value: 'SIZE', help: 'quota-set.image-bytes' },
    'optimized-images': { kind: 'integer', value: 'N', help: 'quota-set.optimized-images' },
    volumes: { kind: 'integer', value: 'N', help: 'quota-set.volumes' },
    snapshots: { kind: 'integer', value: 'N', help: 'quota-set.snapshots' },
    'volume-gib': { kind: 'integer', value: 'GIB', help: 'quota-set.volume-gib' },
    'largest-volume-gib': { kind: 'integer', value: 'GIB', help: 'quota-set.largest-volume-gib' },
    machines: { kind: 'integer', value: 'N', help: 'quota-set.machines' },
    vcpus: { kind: 'integer', value: 'N', help: 'quota-set.vcpus' },
    'memory-mib': { kind: 'integer', value: 'MIB', help: 'quota-set.memory-mib' },
  },
  notes: 'quota-set.notes',
  run: async ({ arguments: { project }, options }, context) => {
    const id = projectId(project);
    const named = {
      images: options.images,
      imageBytes: bytesOf(options['image-bytes']),
      optimizedImages: options['optimized-images'],
      volumes: options.volumes,
      snapshots: options.snapshots,
      volumeGib: options['volume-gib'],
      largestVolumeGib: options['largest-volume-gib'],
      machines: options.machines,
      vcpus: options.vcpus,
      memoryMib: options['memory-mib'],
    } satisfies Record<keyof Changes, number | undefined>;
    const body: Changes = Object.fromEntries(Object.entries(named).filter(([, limit]) => limit !== undefined));
    if (Object.keys(body).length === 0) throw new CommandError(EXIT.usage, message('usage.nothing-to-change'));
    const { client } = await context.access();
    return quotaOutput(await client.call('put', '/api/v1/projects/{id}/quotas', { path: { id }, body }));
  },
});

/** A size, or -1 for no limit. */
function bytesOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const bytes = value === '-1' ? -1 : parseSize(value);
  if (bytes === null) throw new CommandError(EXIT.usage, message('usage.size', { name: 'image-bytes', value }));
  return bytes;
}
