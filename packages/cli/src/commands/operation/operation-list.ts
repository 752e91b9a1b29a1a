import { pages } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { OPERATION_COLUMNS } from './operation-columns.ts';

export const operationList = defineCommand({
  arguments: [],
  options: {
    active: { kind: 'flag', help: 'operation-list.active' },
    subject: { kind: 'text', value: 'ID', help: 'operation-list.subject' },
    'all-projects': { kind: 'flag', help: 'operation-list.all-projects' },
  },
  run: async ({ options: { active, subject, 'all-projects': allProjects } }, context) => {
    const { client } = await context.access();
    const filters = {
      ...(active && { status: 'active' as const }),
      ...(subject !== undefined && { subject }),
      ...(allProjects && { allProjects }),
    };
    const operations = pages(async ({ marker }) => {
      const query = { ...filters, ...(marker !== undefined && { marker }) };
      const answer = await client.call('get', '/api/v1/operations', { query });
      return { items: answer.operations, next: answer.nextMarker };
    });
    return list(operations, OPERATION_COLUMNS);
  },
});
