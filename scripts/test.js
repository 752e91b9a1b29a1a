#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { buildConsole } from './console.js';
import { findDatabaseTests } from './database-tests.js';
import { installDependencies } from './dependencies.js';
import { readFailedFiles } from './failed-files.js';
import { COMPILE_CACHE, findRuntime, ROOT } from './runtime.js';
import { installSystemPackages } from './system-packages.js';

/** Test files that failed in a step, for another run of them. Above that number something is broken, not disturbed. */
const DISTURBED = 3;
const scratch = mkdtempSync(path.join(os.tmpdir(), 'ingot-gate-'));
const FAILED_FILES = path.join(scratch, 'failed');

/**
 * `npm test`, the whole gate: installs what is missing, then runs the steps in this order and stops at the first part
 * (checks, unit tests, acceptance tests) that fails. Any Node from 18 on can run this file.
 *
 * Test files run beside one another, with real browsers and machines in them, so that one may wait longer than it is ready
 * to. The few that fail are run once more, with nothing beside them, and the summary says which: passed then, they are
 * disturbed, and somebody should see by what; failed again, so has the gate.
 *
 *   node scripts/test.js [--check] [--unit] [--acceptance] [STEP]...     without any: everything
 */
const PARTS = {
  check: script('types', 'types:console', 'lint', 'format', 'direction', 'sentences', 'unused'),
  unit: {
    'unit tests': withPostgres(nodeTest(os.cpus().length, '{packages,bench}/**/*.test.ts', 'scripts/**/*.test.js')),
    // What the first run has done on SQLite.
    'unit tests on PostgreSQL': () =>
      withPostgres(['env', 'INGOT_TEST_DATABASE=postgres', ...nodeTest(os.cpus().length, ...findDatabaseTests())]),
  },
  acceptance: {
    // For half of their time they wait: for guests, browsers, and other people's clients.
    'acceptance tests': nodeTest(os.cpus().length + 1, 'acceptance/**/!(*.measured).test.ts'),
    // With nothing beside them: they hold times and memory against limits.
    'measured acceptance tests': nodeTest(1, 'acceptance/**/*.measured.test.ts'),
  },
};

/**
 * The commands of these scripts in package.json.
 *
 * @param {string[]} names
 * @returns {Record<string, string[]>}
 */
function script(...names) {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return Object.fromEntries(names.map((name) => [name, scripts[name].split(' ')]));
}

/**
 * For eyes node's test runner writes its "spec" report, for programs TAP, which ends in `# tests 12`, `# pass 12`, …
 *
 * @param {number} concurrency test files at a time
 * @param {string[]} files
 */
function nodeTest(concurrency, ...files) {
  const reporter = process.stdout.isTTY ? 'spec' : 'tap';
  return [
    'node',
    '--test',
    `--test-concurrency=${concurrency}`,
    `--test-reporter=${reporter}`,
    '--test-reporter-destination=stdout',
    '--test-reporter=./scripts/failed-files.js',
    `--test-reporter-destination=${FAILED_FILES}`,
    '--',
    ...files,
  ];
}

/**
 * Starts one PostgreSQL for a whole run, instead of one for every file that needs it.
 *
 * @param {string[]} command
 */
function withPostgres(command) {
  return ['node', 'packages/judges/src/postgres/with-postgres.ts', ...command];
}

/** @param {string[]} command */
function run([program, ...args]) {
  const bin = path.join(ROOT, 'node_modules/.bin');
  const environment = {
    ...process.env,
    PATH: `${path.dirname(findRuntime())}:${bin}:${process.env.PATH}`,
    NODE_COMPILE_CACHE: COMPILE_CACHE,
  };
  return spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', env: environment }).status === 0;
}

/**
 * Runs a step; test files that failed, if they are few, once more, one after another.
 *
 * @param {string} name
 * @param {string[] | (() => string[])} step its command, or what finds it out
 */
function runTwiceIfDisturbed(name, step) {
  const command = typeof step === 'function' ? step() : step;
  rmSync(FAILED_FILES, { force: true });
  if (run(command)) return true;
  const files = readFailedFiles(FAILED_FILES);
  if (files.length === 0 || files.length > DISTURBED) return false;
  process.stdout.write(`\n==> ${name} that failed, by themselves: ${files.join(' ')}\n`);
  const passed = run([...command.slice(0, command.indexOf('--')), '--test-concurrency=1', '--', ...files]);
  if (passed) disturbed.push(...files);
  return passed;
}

/**
 * @param {string[]} words of the command line
 * @returns {(part: string, step: string) => boolean} what to run
 */
function selection(words) {
  const names = Object.entries(PARTS).flatMap(([part, steps]) => [`--${part}`, ...Object.keys(steps)]);
  const unknown = words.find((word) => !names.includes(word));
  if (unknown !== undefined) throw new Error(`${unknown} is no step; there are ${names.join(', ')}.`);
  return (part, step) => words.length === 0 || words.includes(`--${part}`) || words.includes(step);
}

/**
 * Runs a step and tells how long it took.
 *
 * @template Result
 * @param {string} name
 * @param {() => Result} step
 */
function timed(name, step) {
  process.stdout.write(`\n==> ${name}\n`);
  const start = performance.now();
  const result = step();
  timings.push({ name, seconds: (performance.now() - start) / 1000, passed: result !== false });
  return result;
}

/** @type {{ name: string, seconds: number, passed: boolean }[]} */
const timings = [];
/** @type {string[]} test files that passed only when nothing ran beside them */
const disturbed = [];
try {
  const selected = selection(process.argv.slice(2));
  timed('npm packages', () => installDependencies({ dev: true }));
  timed('console', buildConsole);
  const needsPrograms = ['unit', 'acceptance'].some((part) =>
    Object.keys(PARTS[part]).some((step) => selected(part, step)),
  );
  if (needsPrograms) timed('system packages', installSystemPackages);
  for (const [part, steps] of Object.entries(PARTS)) {
    const chosen = Object.entries(steps).filter(([step]) => selected(part, step));
    for (const [name, step] of chosen) timed(name, () => runTwiceIfDisturbed(name, step));
    if (timings.some(({ passed }) => !passed)) break;
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
rmSync(scratch, { recursive: true });
process.stdout.write('\n');
for (const { name, seconds, passed } of timings) {
  process.stdout.write(`${passed ? 'passed' : 'FAILED'} ${seconds.toFixed(1).padStart(7)} s  ${name}\n`);
}
for (const file of disturbed)
  process.stdout.write(`disturbed         ${path.relative(ROOT, file)}: failed beside others, passed by itself\n`);
if (timings.some(({ passed }) => !passed)) process.exitCode = 1;
