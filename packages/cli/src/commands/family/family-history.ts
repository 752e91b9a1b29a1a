import { pages, type Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { type Column, list, time } from '../../output/output.ts';
import { FAMILY_ARGUMENT, OF_PROJECT, projectQuery } from './family-options.ts';

type Change = Answer<'get', '/api/v1/families/{name}/history'>['changes'][number];

const COLUMNS: readonly Column<Change>[] = [
  { label: 'column.when', of: ({ at }) => time(at) },
  { label: 'column.action', of: ({ action }) => action },
  { label: 'column.user', of: ({ userName }) => userName },
  { label: 'column.from', of: ({ from }) => from, shrinks: true },
  { label: 'column.to', of: ({ to }) => to, shrinks: true },
  { label: 'column.reason', of: ({ reason }) => reason, shrinks: true },
];

export const familyHistory = defineCommand({
  arguments: [FAMILY_ARGUMENT],
  options: OF_PROJECT,
  run: async ({ arguments: { family: name }, options: { project } }, context) => {
    const { client } = await context.access();
    const changes = pages(async ({ marker }) => {
      const query = { ...projectQuery(project), ...(marker !== undefined && { marker: Number(marker) }) };
      const answer = await client.call('get', '/api/v1/families/{name}/history', { path: { name }, query });
      return { items: answer.changes, next: answer.nextMarker };
    });
    return list(changes, COLUMNS);
  },
});
