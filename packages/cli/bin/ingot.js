#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { handOver } from '../../../scripts/hand-over.js';
import { COMPILE_CACHE, findRuntime } from '../../../scripts/runtime.js';

/**
 * `ingot`: runs under the Node that the project pins, whichever Node finds this file first. Any Node from 18 on can.
 */
const MAIN = new URL('../src/main.ts', import.meta.url);

/** @param {string} sentence */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

try {
  const node = findRuntime();
  if (node === process.execPath) {
    module.enableCompileCache(COMPILE_CACHE);
    // For the threads, of which each would remove the types again.
    process.env.NODE_COMPILE_CACHE = COMPILE_CACHE;
    await import(MAIN.href);
  } else {
    const environment = { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE };
    handOver(node, [fileURLToPath(MAIN), ...process.argv.slice(2)], environment, fail);
  }
} catch (error) {
  fail(error instanceof Error && error.code === undefined ? error.message : String(error?.stack ?? error));
}
