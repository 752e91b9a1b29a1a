import { defineCommand } from '../../command/command.ts';
import { projectId } from '../project-id.ts';
import { quotaOutput } from './quota-columns.ts';

export const quotaShow = defineCommand({
  arguments: [{ name: 'project', optional: true, help: 'argument.project-id' }],
  options: {},
  notes: 'quota-show.notes',
  run: async ({ arguments: { project: named } }, context) => {
    const other = named === undefined ? null : projectId(named);
    const { client, project } = await context.access();
    return quotaOutput(await client.call('get', '/api/v1/projects/{id}/quotas', { path: { id: other ?? project.id } }));
  },
});
