import { writeFile } from 'node:fs/promises';
import { LANGUAGES } from '../src/messages/language.ts';
import { CLI_DOCS, cliDocs } from './cli-docs.ts';

/** `npm run docs`: writes the documentation of the command line anew after commands or messages have changed. */
for (const language of LANGUAGES) await writeFile(CLI_DOCS[language], await cliDocs(language));
