import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { exactImport } from './exact-imports.ts';

const HERE = pathToFileURL(`${import.meta.dirname}/`);
const TYPEBOX = new URL('.', import.meta.resolve('typebox'));

/** The relative imports of the files of one folder that end so. */
async function importsIn(folder: URL, ending: string): Promise<{ specifier: string; parent: string }[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(ending) && !name.includes('.test.'));
  const found = await Promise.all(
    files.map(async (name) => {
      const parent = new URL(name, folder);
      const text = await readFile(parent, 'utf8');
      return [...text.matchAll(/ from '(\.[^']+)'/g)].map(([, specifier = '']) => ({ specifier, parent: parent.href }));
    }),
  );
  return found.flat();
}

test('what a file imports by its full name is what Node finds there', async () => {
  const imports = [...(await importsIn(HERE, '.ts')), ...(await importsIn(TYPEBOX, '.mjs'))];
  assert.ok(imports.length > 100, `${imports.length} imports`);
  for (const { specifier, parent } of imports) {
    const exact = exactImport(specifier, parent);
    const found = pathToFileURL(createRequire(parent).resolve(specifier)).href;
    assert.equal(exact?.url, found, `${specifier} in ${parent}`);
    assert.equal(exact?.format, parent.endsWith('.ts') ? 'module-typescript' : 'module');
  }
});

test('all else is left to Node', () => {
  const here = pathToFileURL(path.join(import.meta.dirname, 'app.ts')).href;
  for (const specifier of ['kysely', 'node:path', './version', './data.json', '../package.json', '/app.ts', 'app.ts']) {
    assert.equal(exactImport(specifier, here), null, specifier);
  }
  assert.equal(exactImport('./app.ts', undefined), null);
  assert.equal(exactImport('./app.ts', pathToFileURL('/elsewhere/main.ts').href), null);
  assert.equal(fileURLToPath(exactImport('./app.ts', here)?.url ?? ''), path.join(import.meta.dirname, 'app.ts'));
});
