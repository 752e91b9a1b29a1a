import type { Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { list, type Column } from '../../output/output.ts';

type Rule = Answer<'get', '/api/v1/desktop-image-rules'>['rules'][number];

export const desktopImageRules = defineCommand({
  arguments: [],
  options: {},
  notes: 'desktop-image-rules.notes',
  run: async (_, context) => {
    const { client } = await context.access();
    return list((await client.call('get', '/api/v1/desktop-image-rules', {})).rules, COLUMNS);
  },
});

const COLUMNS: readonly Column<Rule>[] = [
  { label: 'column.reason', of: ({ reason }) => reason },
  { label: 'column.desktop-type', of: ({ imageType }) => imageType },
  { label: 'column.system', of: ({ osType }) => osType },
  { label: 'column.parent', of: ({ parent }) => parent },
  { label: 'column.allowed', of: ({ allowed }) => allowed.join(', ') || null },
];
