#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { findRuntime, ROOT } from './runtime.js';

/** `npm run console`: builds the web console, unless it is built from these very sources already. */
const PLACE = path.join(ROOT, 'packages/console');
const BUILD = path.join(PLACE, 'dist');
/** What it was built from, by its digest. Written last. */
const STAMP = path.join(BUILD, '.sources');
const SOURCES = ['packages/console/src', 'packages/console/public', 'packages/client/src'];
const FILES = ['packages/console/index.html', 'packages/console/vite.config.ts', 'packages/console/package.json'];
/** Served compressed where the browser takes it. */
const TEXTS = /\.(?:js|css|html|svg)$/;

/** @throws {Error} with a sentence for the user when the build fails */
export function buildConsole() {
  const digest = digestOf([...SOURCES.flatMap(filesIn), ...FILES]);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return;
  process.stderr.write('Building the web console ...\n');
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
  const build = spawnSync(findRuntime(), [vite, 'build', '--logLevel', 'warn'], {
    cwd: PLACE,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (build.status !== 0) throw new Error('The web console cannot be built; see the words of vite above.');
  for (const file of filesIn('packages/console/dist')) if (TEXTS.test(file)) compress(path.join(ROOT, file));
  writeFileSync(STAMP, digest);
}

/** @param {string} file */
function compress(file) {
  const bytes = readFileSync(file);
  writeFileSync(
    `${file}.br`,
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  );
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

/**
 * @param {string} folder
 * @returns {string[]} files in it, from the root of the project on
 */
function filesIn(folder) {
  return (
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(ROOT, path.join(entry.parentPath ?? entry.path, entry.name)))
      // Node 18 has no toSorted.
      // oxlint-disable-next-line unicorn/no-array-sort
      .sort()
  );
}

/**
 * @param {string[]} files
 * @returns {string}
 */
function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    buildConsole();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
