#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { COMPILE_CACHE, findRuntime } from '../../../scripts/runtime.js';

/**
 * `ingot`: runs under the Node that the project pins, whichever Node finds this file first. Any Node from 18 on can.
 */
const MAIN = new URL('../src/main.ts', import.meta.url);

/** @param {string} node */
function handOver(node) {
  const args = [fileURLToPath(MAIN), ...process.argv.slice(2)];
  const env = { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE };
  if (process.execve) process.execve(node, [node, ...args], env);
  const program = spawn(node, args, { stdio: 'inherit', env });
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => program.kill(signal));
  program.on('error', (error) => fail(`${node} cannot be run: ${error.message}.`));
  program.on('exit', (status) => process.exit(status ?? 1));
}

/** @param {string} sentence */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

try {
  const node = findRuntime();
  if (node === process.execPath) {
    enableCompileCache(COMPILE_CACHE);
    // For the threads, of which each would remove the types again.
    process.env.NODE_COMPILE_CACHE = COMPILE_CACHE;
    await import(MAIN.href);
  } else {
    handOver(node);
  }
} catch (error) {
  fail(error instanceof Error && error.code === undefined ? error.message : String(error?.stack ?? error));
}
