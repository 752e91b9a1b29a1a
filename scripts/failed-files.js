import { readFileSync } from 'node:fs';

/**
 * A reporter of node's test runner: the files with failed tests, a path a line, again for each of their tests.
 *
 * @param {AsyncIterable<{ type: string, data: { file?: string } }>} events
 */
export default async function* failedFiles(events) {
  for await (const { type, data } of events) {
    if (type === 'test:fail' && data.file !== undefined) yield `${data.file}\n`;
  }
}

/**
 * What the reporter wrote; nothing if the test runner did not get so far.
 *
 * @param {string} report
 * @returns {string[]} paths, each once
 */
export function readFailedFiles(report) {
  try {
    return [...new Set(readFileSync(report, 'utf8').split('\n').filter(Boolean))];
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
