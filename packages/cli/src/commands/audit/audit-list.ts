import { pages, type Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { list, time, type Column } from '../../output/output.ts';

type AuditEntry = Answer<'get', '/api/v1/audit'>['entries'][number];

const COLUMNS: readonly Column<AuditEntry>[] = [
  { label: 'column.when', of: ({ at }) => time(at) },
  { label: 'column.user', of: ({ user }) => user?.name ?? user?.id },
  { label: 'column.action', of: ({ method, action }) => action ?? method },
  { label: 'column.resource', of: ({ path }) => path, shrinks: true },
  { label: 'column.name', of: ({ resource }) => resource?.name, shrinks: true },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.address', of: ({ remoteAddress }) => remoteAddress },
];

export const auditList = defineCommand({
  arguments: [],
  options: {
    project: { kind: 'text', value: 'ID', help: 'audit-list.project' },
    user: { kind: 'text', value: 'ID', help: 'audit-list.user' },
    resource: { kind: 'text', value: 'ID', help: 'audit-list.resource' },
    failed: { kind: 'flag', help: 'audit-list.failed' },
    since: { kind: 'text', value: 'TIME', help: 'audit-list.since' },
    until: { kind: 'text', value: 'TIME', help: 'audit-list.until' },
  },
  notes: 'audit-list.notes',
  run: async ({ options: { project, user, resource, failed, since, until } }, context) => {
    const { client } = await context.access();
    const filters = {
      ...(project !== undefined && { project }),
      ...(user !== undefined && { user }),
      ...(resource !== undefined && { resource }),
      ...(failed && { failed }),
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
    };
    const entries = pages(async ({ marker }) => {
      const query = { ...filters, ...(marker !== undefined && { marker }) };
      const answer = await client.call('get', '/api/v1/audit', { query });
      return { items: answer.entries, next: answer.nextMarker };
    });
    return list(entries, COLUMNS);
  },
});
