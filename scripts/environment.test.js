import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from './runtime.js';

test('the linter lets the main.ts of a program alone read the environment', async () => {
  const tree = await mkdtemp(path.join(tmpdir(), 'ingot-environment-'));
  try {
    await copyFile(path.join(ROOT, '.oxlintrc.json'), path.join(tree, '.oxlintrc.json'));
    const reads = "export const home = process.env['HOME'];\n";
    const imports = "import { env } from 'node:process';\n\nexport const home = env['HOME'];\n";
    assert.deepEqual(await lint(tree, 'packages/server/src/main.ts', reads), []);
    assert.deepEqual(await lint(tree, 'packages/cli/src/main.ts', reads), []);
    assert.deepEqual(await lint(tree, 'packages/cli/src/program.ts', reads), ['node(no-process-env)']);
    assert.deepEqual(await lint(tree, 'packages/server/src/kernel/ids.ts', reads), ['node(no-process-env)']);
    assert.deepEqual(await lint(tree, 'packages/disk/src/qcow2.ts', reads), ['node(no-process-env)']);
    assert.deepEqual(await lint(tree, 'packages/server/src/app.ts', imports), ['eslint(no-restricted-imports)']);
  } finally {
    await rm(tree, { recursive: true });
  }
});

/**
 * @param {string} tree
 * @param {string} file
 * @param {string} text
 * @returns {Promise<string[]>} the rules that the file breaks
 */
async function lint(tree, file, text) {
  await mkdir(path.dirname(path.join(tree, file)), { recursive: true });
  await writeFile(path.join(tree, file), text);
  const oxlint = spawnSync(process.execPath, [path.join(ROOT, 'node_modules/.bin/oxlint'), '--format=json', file], {
    cwd: tree,
    encoding: 'utf8',
  });
  return JSON.parse(oxlint.stdout).diagnostics.map(({ code }) => code);
}
