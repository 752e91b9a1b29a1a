import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import rules from '../.dependency-cruiser.js';
import { ROOT } from './runtime.js';

/** Imports that break a rule each: rule → importing file → import. Everything imported exists unless the rule is about that. */
const SERVER = 'packages/server/src';
const VIOLATIONS = {
  'packages/disk imports nothing of ours': ['packages/disk/src/bad.ts', '@ingot/chunk-store'],
  'packages/judges imports nothing of ours': ['packages/judges/src/bad.ts', '@ingot/disk'],
  'packages/chunk-store imports only packages/disk': ['packages/chunk-store/src/bad.ts', '../../server/src/app.ts'],
  'packages/inspector imports only packages/disk': ['packages/inspector/src/bad.ts', '@ingot/chunk-store'],
  [`${SERVER}/kernel imports nothing of ours`]: [`${SERVER}/kernel/bad.ts`, '@ingot/disk'],
  [`${SERVER}/config imports nothing of ours`]: [`${SERVER}/config/bad.ts`, '../kernel/errors.ts'],
  [`${SERVER}/data-directory imports nothing of ours`]: [`${SERVER}/data-directory/bad.ts`, '../config/index.ts'],
  [`${SERVER}/db imports only`]: [`${SERVER}/db/bad.ts`, '../jobs/index.ts'],
  [`${SERVER}/encryption imports only`]: [`${SERVER}/encryption/bad.ts`, '../images/index.ts'],
  [`${SERVER}/jobs imports only`]: [`${SERVER}/jobs/bad.ts`, '../identity/index.ts'],
  [`${SERVER}/identity imports only`]: [`${SERVER}/identity/bad.ts`, '../images/index.ts'],
  [`${SERVER}/quotas imports only`]: [`${SERVER}/quotas/bad.ts`, '../images/index.ts'],
  [`${SERVER}/images imports only`]: [`${SERVER}/images/bad.ts`, '../http/http-server.ts'],
  [`${SERVER}/volumes imports only`]: [`${SERVER}/volumes/bad.ts`, '../http/http-server.ts'],
  [`${SERVER}/exports imports only`]: [`${SERVER}/exports/bad.ts`, '../volumes/index.ts'],
  [`${SERVER}/inspection imports only`]: [`${SERVER}/inspection/bad.ts`, '../volumes/index.ts'],
  [`${SERVER}/flavors imports only`]: [`${SERVER}/flavors/bad.ts`, '../images/index.ts'],
  [`${SERVER}/key-pairs imports only`]: [`${SERVER}/key-pairs/bad.ts`, '../images/index.ts'],
  [`${SERVER}/machines imports only`]: [`${SERVER}/machines/bad.ts`, '../inspection/index.ts'],
  [`${SERVER}/preparation imports only`]: [`${SERVER}/preparation/bad.ts`, '../volumes/index.ts'],
  [`${SERVER}/audit imports only`]: [`${SERVER}/audit/bad.ts`, '../images/index.ts'],
  [`${SERVER}/operations imports only`]: [`${SERVER}/operations/bad.ts`, '../images/index.ts'],
  [`${SERVER}/changes imports only`]: [`${SERVER}/changes/bad.ts`, '../images/index.ts'],
  [`${SERVER}/publishing imports only`]: [`${SERVER}/publishing/bad.ts`, '../volumes/index.ts'],
  [`${SERVER}/recipes imports only`]: [`${SERVER}/recipes/bad.ts`, '../volumes/index.ts'],
  [`${SERVER}/metadefs imports only`]: [`${SERVER}/metadefs/bad.ts`, '../images/index.ts'],
  [`${SERVER}/storage imports only`]: [`${SERVER}/storage/bad.ts`, '../metadefs/index.ts'],
  [`${SERVER}/consoles imports only`]: [`${SERVER}/consoles/bad.ts`, '../images/index.ts'],
  [`${SERVER}/http imports only`]: [`${SERVER}/http/bad.ts`, '../app.ts'],
  [`${SERVER}/testing imports only`]: [`${SERVER}/testing/bad.ts`, '@ingot/chunk-store'],
  'packages/client imports nothing of ours': ['packages/client/src/bad.ts', '@ingot/disk'],
  'packages/console imports only packages/client': ['packages/console/src/bad.ts', '@ingot/disk'],
  'packages/cli imports only': ['packages/cli/src/bad.ts', '../../server/src/app.ts'],
  'acceptance imports only packages/judges': ['acceptance/bad.ts', '@ingot/disk'],
  'bench imports only acceptance, packages/judges': ['bench/bad.ts', '@ingot/disk'],
  'scripts imports nothing of ours': ['scripts/bad.js', '../packages/disk/src/index.ts'],
  'every folder has its list of imports': [`${SERVER}/newcomer/bad.ts`, 'node:fs'],
  'nobody imports main.ts': [`${SERVER}/bad-main.ts`, './main.ts'],
  'another folder is entered through its index.ts': [`${SERVER}/images/bad-door.ts`, '../identity/users.ts'],
  'app.ts and tests enter a folder': [`${SERVER}/images/bad-door.test.ts`, '../identity/users.ts'],
  'another package is entered through its index.ts': [`${SERVER}/images/bad-package.ts`, '../../../disk/src/inner.ts'],
  'adapters are named by app.ts only': [`${SERVER}/images/bad-adapter.ts`, './image-store.sql.ts'],
  'routes reach the database through the domains': [`${SERVER}/http/bad-database.ts`, '../db/index.ts'],
  'dialects of HTTP do not know each other': [`${SERVER}/http/openstack/image-v2/bad.ts`, '../identity-v3/token.ts'],
  'the product does not import its tests': [`${SERVER}/kernel/bad-test.ts`, './errors.test.ts'],
  'disk and chunk-store need no npm package': ['packages/disk/src/bad-npm.ts', 'declared'],
  'the product does not import what only development has': [`${SERVER}/kernel/bad-dev.ts`, 'development'],
  'imported packages are declared': [`${SERVER}/kernel/bad-undeclared.ts`, 'undeclared'],
  'imports resolve': [`${SERVER}/kernel/bad-unresolved.ts`, './absent.ts'],
  'no cycle': [`${SERVER}/kernel/bad-cycle.ts`, './closes-cycle.ts'],
  'no orphan': [`${SERVER}/kernel/bad-orphan.ts`, null],
};

/** What lies around the violations, and breaks no rule: file → import. */
const CLEAN = {
  'packages/disk/src/index.ts': './inner.ts',
  'packages/disk/src/inner.ts': 'node:fs',
  'packages/chunk-store/src/index.ts': '@ingot/disk',
  'packages/inspector/src/index.ts': '@ingot/disk',
  'packages/server/src/main.ts': './app.ts',
  'packages/server/src/app.ts': './images/image-store.sql.ts',
  'packages/server/src/kernel/errors.ts': 'node:util',
  'packages/server/src/kernel/errors.test.ts': './errors.ts',
  'packages/server/src/config/index.ts': 'node:fs',
  'packages/server/src/data-directory/index.ts': 'node:fs',
  'packages/server/src/db/index.ts': '@ingot/chunk-store',
  'packages/server/src/jobs/index.ts': '../db/index.ts',
  'packages/server/src/identity/index.ts': './users.ts',
  'packages/server/src/identity/users.ts': '../jobs/index.ts',
  'packages/server/src/images/index.ts': '../identity/index.ts',
  'packages/server/src/images/image-store.sql.ts': './image-tables.sql.ts',
  'packages/server/src/images/image-tables.sql.ts': 'declared',
  'packages/server/src/images/image-store.sql.test.ts': './image-store.sql.ts',
  'packages/server/src/http/images.test.ts': '../images/image-store.sql.ts',
  'packages/server/src/volumes/index.ts': '../images/index.ts',
  'packages/server/src/exports/index.ts': '../images/index.ts',
  'packages/server/src/inspection/index.ts': '../images/index.ts',
  'packages/server/src/flavors/index.ts': '../kernel/errors.ts',
  'packages/server/src/key-pairs/index.ts': '../kernel/errors.ts',
  'packages/server/src/preparation/index.ts': '../inspection/index.ts',
  'packages/server/src/publishing/index.ts': '../images/index.ts',
  'packages/server/src/metadefs/index.ts': '../identity/index.ts',
  'packages/server/src/storage/index.ts': '../jobs/index.ts',
  'packages/server/src/http/http-server.ts': '../images/index.ts',
  'packages/server/src/http/testing/server.ts': '../../db/index.ts',
  'packages/server/src/http/openstack/errors.ts': '../../kernel/errors.ts',
  'packages/server/src/http/openstack/identity-v3/token.ts': '../errors.ts',
  'packages/server/src/testing/matrix.ts': '../app.ts',
  'packages/client/src/index.ts': 'node:http',
  'packages/cli/src/main.ts': '@ingot/client',
  'acceptance/service.ts': 'node:fs',
  'bench/ingot.ts': '../acceptance/service.ts',
  'scripts/start.js': 'node:fs',
};

/** @type {string} */
let tree;
before(async () => {
  tree = await mkdtemp(path.join(tmpdir(), 'ingot-direction-'));
  await write('.dependency-cruiser.js', await readFile(path.join(ROOT, '.dependency-cruiser.js'), 'utf8'));
  await write('package.json', JSON.stringify({ type: 'module', devDependencies: { development: '1.0.0' } }));
  for (const name of ['disk', 'chunk-store', 'inspector', 'client', 'cli', 'server']) {
    const ours = { '@ingot/disk': '0.1.0', '@ingot/chunk-store': '0.1.0', '@ingot/client': '0.1.0' };
    const dependencies = { ...ours, declared: '1.0.0' };
    const manifest = { name: `@ingot/${name}`, type: 'module', exports: './src/index.ts', dependencies };
    await write(`packages/${name}/package.json`, JSON.stringify(manifest));
    await mkdir(path.join(tree, 'node_modules/@ingot'), { recursive: true });
    await symlink(`../../packages/${name}`, path.join(tree, 'node_modules/@ingot', name));
  }
  for (const name of ['declared', 'development', 'undeclared']) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    await write(`node_modules/${name}/index.js`, '');
  }
  for (const [file, imported] of Object.entries(CLEAN)) await write(file, importing(imported));
});
after(() => rm(tree, { recursive: true }));

/** @param {string} file @param {string} text */
async function write(file, text) {
  await mkdir(path.dirname(path.join(tree, file)), { recursive: true });
  await writeFile(path.join(tree, file), text);
}

/** @param {string | null} imported */
function importing(imported) {
  return imported === null ? 'export {};\n' : `import type * as other from '${imported}';\nexport type { other };\n`;
}

/**
 * Runs the checker as the gate does.
 *
 * @param {string} directory
 * @returns {{ status: number | null, violations: [rule: string, file: string][], files: string[] }}
 */
function cruise(directory) {
  const program = path.join(ROOT, 'node_modules/.bin/depcruise');
  const options = ['--config', '.dependency-cruiser.js', '--output-type', 'json'];
  const run = spawnSync(process.execPath, [program, 'packages', 'acceptance', 'bench', 'scripts', ...options], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  assert.equal(run.stderr, '');
  const { summary, modules } = JSON.parse(run.stdout);
  return {
    status: run.status,
    violations: summary.violations.map(({ rule, from }) => [rule.name, from]),
    files: modules.map(({ source }) => source),
  };
}

test('a tree that follows the rules passes', () => {
  assert.deepEqual(cruise(tree).violations, []);
});

test('every rule is broken by its example and names it', async () => {
  const names = rules.forbidden.map(({ name }) => name);
  for (const [file, imported] of Object.values(VIOLATIONS)) {
    const text = importing(imported);
    await write(file, file.endsWith('.js') ? `export * from '${imported}';\n` : text);
  }
  await write(`${SERVER}/kernel/closes-cycle.ts`, importing('./bad-cycle.ts'));
  const { violations } = cruise(tree);
  const broken = new Set(violations.map(([rule, file]) => `${rule} <- ${file}`));
  for (const name of names) {
    const example = Object.entries(VIOLATIONS).find(([start]) => name.startsWith(start));
    assert.ok(example, `no example breaks the rule "${name}"`);
    assert.ok(broken.has(`${name} <- ${example[1][0]}`), `${example[1][0]} does not break the rule "${name}"`);
  }
});

test('the checker sees the sources of this repository, every file of them', () => {
  const sources = globSync('{packages,acceptance,bench,scripts}/**/*.{ts,js}', {
    cwd: ROOT,
    exclude: (name) => name === 'node_modules',
  });
  assert.ok(sources.length > 150, `only ${sources.length} files`);
  const seen = new Set(cruise(ROOT).files);
  // The programs that are not Node's, and are loaded by a browser as they lie.
  const leftOut = new RegExp(rules.options.exclude.path.join('|'));
  assert.deepEqual(
    sources.filter((file) => !seen.has(file) && !leftOut.test(file)),
    [],
  );
});
