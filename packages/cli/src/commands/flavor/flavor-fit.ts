import type { Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { bytes, record, type Column } from '../../output/output.ts';
import { findFlavor } from './find-flavor.ts';
import { ARCHITECTURES } from './flavor-columns.ts';

type Fit = Answer<'post', '/api/v1/flavors/{id}/fit'>;

const FIELDS: readonly Column<Fit>[] = [
  { label: 'column.fits', of: ({ fits }) => fits },
  { label: 'column.needed', of: ({ neededBytes }) => bytes(neededBytes) },
  { label: 'column.free', of: ({ freeBytes }) => (freeBytes < 0 ? null : bytes(freeBytes)) },
];

export const flavorFit = defineCommand({
  arguments: [{ name: 'flavor', help: 'argument.flavor', complete: 'flavor' }],
  options: {
    disk: { kind: 'size', value: 'SIZE', help: 'flavor-fit.disk' },
    image: { kind: 'size', value: 'SIZE', help: 'flavor-fit.image' },
    vcpus: { kind: 'integer', value: 'N', help: 'flavor-fit.vcpus' },
    memory: { kind: 'size', value: 'SIZE', help: 'flavor-fit.memory' },
    model: { kind: 'text', value: 'MODEL', help: 'flavor-fit.model' },
    architecture: { kind: 'choice', choices: ARCHITECTURES, help: 'flavor-fit.architecture' },
  },
  notes: 'flavor-fit.notes',
  run: async ({ arguments: { flavor: nameOrId }, options }, context) => {
    const { disk: diskBytes, image: imageBytes, vcpus, memory, model, architecture } = options;
    if (diskBytes === undefined) throw new CommandError(EXIT.usage, message('usage.needs-option', { name: 'disk' }));
    if (imageBytes === undefined) throw new CommandError(EXIT.usage, message('usage.needs-option', { name: 'image' }));
    const { client } = await context.access();
    const { id } = await findFlavor(client, nameOrId);
    const body = {
      diskBytes,
      imageBytes,
      ...(vcpus !== undefined && { vcpus }),
      ...(memory !== undefined && { memoryMib: Math.floor(memory / 2 ** 20) }),
      ...(model !== undefined && { model }),
      ...(architecture !== undefined && { architecture }),
    };
    const fit = await client.call('post', '/api/v1/flavors/{id}/fit', { path: { id }, body });
    return record(
      fit,
      FIELDS,
      fit.misfits.map(({ what, reason }) => [what, reason]),
    );
  },
});
