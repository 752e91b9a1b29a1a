import type { Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { languageOf, type Language } from '../../messages/language.ts';
import { list, type Column } from '../../output/output.ts';

type Profile = Answer<'get', '/api/v1/profiles'>['profiles'][number];

export const profileList = defineCommand({
  arguments: [],
  options: {},
  run: async (_words, context) => {
    const { client } = await context.access();
    const { profiles } = await client.call('get', '/api/v1/profiles', {});
    return list(profiles, columnsIn(languageOf(context.surroundings.environment)));
  },
});

function columnsIn(language: Language): readonly Column<Profile>[] {
  return [
    { label: 'column.id', of: ({ id }) => id },
    { label: 'column.version', of: ({ version }) => version },
    { label: 'column.rules', of: ({ rules }) => rules.length },
    { label: 'column.title', of: ({ title }) => title[language], shrinks: true },
  ];
}
