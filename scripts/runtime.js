import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where Node keeps compiled modules between starts: a start takes a fifth of the time. */
export const COMPILE_CACHE = path.join(ROOT, 'node_modules/.cache/node');

/** Type stripping is stable from here on. */
const LEAST_VERSION = '24.12';

/**
 * The Node that runs Ingot: the one the project pins, else the one that runs this script when it is new enough.
 *
 * @returns {string} a path
 * @throws {Error} with a sentence for the user when there is neither
 */
export function findRuntime() {
  const pinned = path.join(ROOT, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(pinned)) return pinned;
  if (runsTypeScript(process.versions.node)) return process.execPath;
  throw new Error(
    `Ingot needs Node ${LEAST_VERSION} or newer and this is ${process.versions.node}. The project brings its own Node ` +
      `for Linux on x64 and arm64 unless npm is told to omit optional dependencies; elsewhere install one first.`,
  );
}

/** @param {string} version such as 24.21.0 */
function runsTypeScript(version) {
  return version.localeCompare(LEAST_VERSION, 'en', { numeric: true }) >= 0;
}
