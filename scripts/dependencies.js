import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ROOT } from './runtime.js';

/**
 * Installs the npm packages when they are not those of package-lock.json. npm's own record of what it installed
 * (`node_modules/.package-lock.json`, written last) is the stamp, so an install by hand counts, an interrupted one does
 * not, and a start does not throw away what the tests need. Install scripts never run.
 *
 * @param {{ dev: boolean }} wanted whether the packages that only tests and checks need have to be there
 * @throws {Error} with a sentence for the user when npm fails
 */
export function installDependencies({ dev }) {
  const lock = readLock('package-lock.json');
  if (lock !== null && missingPackages(lock, readLock('node_modules/.package-lock.json'), { dev }).length === 0) return;
  process.stderr.write(`Installing the npm packages ${dev ? 'of the project' : 'that the service needs'} ...\n`);
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawnSync('npm', dev ? [...args, '--include=dev'] : [...args, '--omit=dev'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (npm.error) throw new Error(`npm cannot be run: ${npm.error.message}. It comes with Node.`, { cause: npm.error });
  if (npm.status !== 0) throw new Error(`npm ${args[0]} failed with status ${npm.status}; see its words above.`);
}

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, dev?: boolean, optional?: boolean,
 *   devOptional?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 */

/**
 * The packages that a lock file asks for and that are not installed in this very version. Optional ones do not count:
 * most are for other platforms.
 *
 * @param {Lock} lock
 * @param {Lock | null} installed null when nothing is
 * @param {{ dev: boolean }} wanted
 * @returns {string[]} their paths
 */
export function missingPackages(lock, installed, { dev }) {
  return Object.entries(lock.packages)
    .filter(([place, wanted]) => {
      if (!place.includes('node_modules/') || wanted.optional || wanted.devOptional) return false;
      if (wanted.dev && !dev) return false;
      const found = installed?.packages[place];
      return !found || found.version !== wanted.version || found.integrity !== wanted.integrity;
    })
    .map(([place]) => place);
}

/**
 * @param {string} name
 * @returns {Lock | null} null when there is no such file
 */
function readLock(name) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
