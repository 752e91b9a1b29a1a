import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { LANGUAGES } from '../src/messages/language.ts';
import { CLI_DOCS, cliDocs } from './cli-docs.ts';

for (const language of LANGUAGES) {
  test(`the documentation of the commands is that of their table: ${language}`, async () => {
    const kept = await readFile(CLI_DOCS[language], 'utf8');
    assert.ok(kept === (await cliDocs(language)), `${CLI_DOCS[language]} is stale; run \`npm run docs\``);
  });
}
