import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findRuntime, ROOT } from './runtime.js';

const LARGE = 2 ** 26;

/**
 * Test files of the service that can be run on another database: those that lead, import by import, to the one that opens
 * it for tests. What the others do is the same on every database.
 *
 * @returns {string[]} paths from the root of the repository
 */
export function findDatabaseTests() {
  const depcruise = path.join(ROOT, 'node_modules/.bin/depcruise');
  const opens = '^packages/server/src/db/testing/temporary-database[.]ts$';
  const args = [depcruise, 'packages/server/src', '--config', '.dependency-cruiser.js', '--no-progress'];
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: LARGE };
  const { status, stdout, stderr } = spawnSync(findRuntime(), [...args, '--reaches', opens, '-T', 'json'], options);
  if (status !== 0) throw new Error(`Imports could not be followed: ${stderr}`);
  /** @type {{ modules: { source: string }[] }} */
  const { modules } = JSON.parse(stdout);
  const tests = modules.map(({ source }) => source).filter((source) => source.endsWith('.test.ts'));
  if (tests.length === 0) throw new Error('No test of the service leads to the database for tests.');
  return tests;
}
