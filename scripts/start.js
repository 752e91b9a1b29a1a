#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { installDependencies } from './dependencies.js';
import { COMPILE_CACHE, findRuntime, ROOT } from './runtime.js';

/**
 * `npm start`: installs what is missing and runs the service with the Node that the project pins. Any Node from 18 on
 * can run this file. Standard output belongs to the service.
 */
const MAIN = path.join(ROOT, 'packages/server/src/main.ts');

/** @param {string} node */
function handOver(node) {
  const service = spawn(node, [MAIN, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
  });
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => service.kill(signal));
  service.on('error', (error) => fail(`${node} cannot be run: ${error.message}.`));
  service.on('exit', (status, signal) => {
    if (signal === null) process.exit(status);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** @returns {string} the Node to run the service with */
function prepare() {
  try {
    installDependencies({ dev: false });
    return findRuntime();
  } catch (error) {
    return fail(error.message);
  }
}

const node = prepare();
if (realpathSync(node) === realpathSync(process.execPath)) {
  process.env.NODE_COMPILE_CACHE = COMPILE_CACHE;
  module.enableCompileCache(COMPILE_CACHE);
  await import(pathToFileURL(MAIN).href);
} else {
  handOver(node);
}
