import { defineCommand } from '../../command/command.ts';
import { bytes, record, time, type Column } from '../../output/output.ts';
import type { Answer } from '@ingot/client';
import { findImage } from './find-image.ts';

type Uses = Answer<'get', '/api/v1/images/{id}/uses'>;

const FIELDS: readonly Column<Uses>[] = [
  { label: 'column.blocks-delete', of: ({ blocksDelete }) => blocksDelete },
  { label: 'column.used-elsewhere', of: ({ dependantsElsewhere }) => dependantsElsewhere },
  { label: 'column.freed-by-deleting', of: ({ freedBytes }) => bytes(freedBytes) },
  { label: 'column.measured', of: ({ measuredAt }) => time(measuredAt) },
];

export const imageWhereUsed = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: {},
  run: async ({ arguments: { image: nameOrId } }, context) => {
    const { client } = await context.access();
    const { id } = await findImage(client, nameOrId);
    const uses = await client.call('get', '/api/v1/images/{id}/uses', { path: { id } });
    return record(uses, FIELDS, [
      ...uses.dependants.map((one): [string, string] => [
        one.kind,
        one.name === null ? one.id : `${one.id} ${one.name}`,
      ]),
      ...uses.pins.map(({ family, projectId }): [string, string] => ['pin', `${projectId} ${family}`]),
      ...uses.replacementOf.map((image): [string, string] => ['replacement-of', image]),
      ...uses.members.map((member): [string, string] => ['member', member]),
    ]);
  },
});
