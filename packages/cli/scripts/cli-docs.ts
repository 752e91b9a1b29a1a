import path from 'node:path';
import { COMMANDS, COMMAND_NAMES } from '../src/command-table.ts';
import { commandLines, globalLines } from '../src/command/help.ts';
import { translator } from '../src/messages/translate.ts';
import type { Language } from '../src/messages/language.ts';

const DOCS = path.resolve(import.meta.dirname, '../../../docs');

/** Where the documentation of each language is kept. */
export const CLI_DOCS: Readonly<Record<Language, string>> = {
  en: path.join(DOCS, 'cli.md'),
  ru: path.join(DOCS, 'ru/cli.md'),
};

/** All commands in Markdown, out of their table and the catalog of messages. */
export async function cliDocs(language: Language): Promise<string> {
  const t = await translator(language);
  const sections = [
    `# ${t('docs.title')}: \`ingot\``,
    `<!-- ${t('docs.generated')} -->`,
    t('docs.run'),
    t('docs.access'),
    t('docs.json'),
    t('help.exit-status'),
    t('help.global-options'),
    block(globalLines(t)),
  ];
  for (const name of COMMAND_NAMES) {
    const { summary, load } = COMMANDS[name];
    sections.push(`## ingot ${name}`, block(commandLines(name, summary, await load(), t)));
  }
  return `${sections.join('\n\n')}\n`;
}

function block(lines: readonly string[]): string {
  return ['```text', ...lines, '```'].join('\n');
}
