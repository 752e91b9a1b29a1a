import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { russian } from '../src/russian/index.ts';
import { sentencesIn } from './sentences-in.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const SPEAKING = 'packages/{server,disk,chunk-store,inspector,client}/src/**/*.ts';
/** What is not said to the people who use the console and the command line. */
const SILENT = [
  // Tests, and the catalogs themselves.
  /\.test\.ts$|\/testing\/|^packages\/client\/src\/russian\//,
  // What whoever starts the service reads in its terminal, and its pages for programs.
  /^packages\/server\/src\/(config\/|main\.ts|rebuild-command\.ts|s3-settings\.ts|write-openapi\.ts|http\/operations\/)/,
  // Written in both languages where they stand.
  /\/compliance\/built-in\/|\/inspection\/page-words\.ts$/,
  // Only clients of OpenStack come here.
  /\/compute-v2\/|\/metadefs\/|\/landing-page\.ts$/,
  // For the programs at the other end.
  /^packages\/disk\/src\/(nbd|overlay)\//,
  // What a program prints is compared with it.
  /^packages\/disk\/src\/qemu\/qemu-img\.ts$/,
];

/**
 * `npm run sentences`: everything that the service says has its Russian sentence, and nothing else has. Says what is missing
 * as lines for the catalogs in `packages/client/src/russian`.
 */
const catalog = new Set([...Object.keys(russian.sentences), ...Object.keys(russian.words)]);
const missing: string[] = [];
const texts = new Set<string>();
for (const file of globSync(SPEAKING, { cwd: ROOT }).toSorted()) {
  if (SILENT.some((silent) => silent.test(file))) continue;
  const found = sentencesIn(readFileSync(path.join(ROOT, file), 'utf8'));
  for (const text of found.texts) texts.add(text);
  for (const [sentence, line] of found.sentences) {
    if (!catalog.has(sentence)) missing.push(`${file}:${line}\n  ${JSON.stringify(sentence)}: '',`);
  }
}
const stale = [...catalog].filter((text) => !texts.has(text));

report('Sentences without Russian ones; add them to the fitting file of packages/client/src/russian', missing);
report('Nobody says these any more; take them out of packages/client/src/russian', stale);

function report(what: string, found: readonly string[]): void {
  if (found.length === 0) return;
  process.stderr.write(`${what}:\n\n${found.join('\n')}\n\n`);
  process.exitCode = 1;
}
