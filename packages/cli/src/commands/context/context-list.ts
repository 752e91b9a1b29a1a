import { defineCommand } from '../../command/command.ts';
import { type Column, list, time } from '../../output/output.ts';

interface Row {
  readonly name: string;
  readonly current: boolean;
  readonly base: string;
  readonly user: string;
  readonly project: string;
  readonly expiresAt: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { label: 'column.current', of: ({ current }) => (current ? '*' : '') },
  { label: 'column.name', of: ({ name }) => name },
  { label: 'column.service', of: ({ base }) => base, shrinks: true },
  { label: 'column.user', of: ({ user }) => user },
  { label: 'column.project', of: ({ project }) => project },
  { label: 'column.expires', of: ({ expiresAt }) => time(expiresAt) },
];

export const contextList = defineCommand({
  arguments: [],
  options: {},
  run: async (_input, context) => {
    const { current, contexts } = await context.config.read();
    const rows = Object.entries(contexts).map(([name, { base, user, project, expiresAt }]) => {
      return { name, current: name === current, base, user: user.name, project: project.name, expiresAt };
    });
    return list(rows, COLUMNS);
  },
});
