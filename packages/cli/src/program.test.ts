import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { EXIT } from './command/failure.ts';
import { runProgram } from './program.ts';

const EVIL = '\u001b]0;title\u0007\u009b2J\u202e';

/** What is written to a terminal where a service refuses everything, and says so in `sentence`. */
async function refusedBy(context: TestContext, sentence: string, words: readonly string[]): Promise<string> {
  const service = createServer((_, response) => {
    response.writeHead(409, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { code: 'conflict', message: sentence } }));
  }).listen(0, '127.0.0.1');
  await once(service, 'listening');
  context.after(() => service.close());
  const { port } = service.address() as AddressInfo;
  let written = '';
  const write = async (text: string): Promise<void> => void (written += text);
  const environment = {
    OS_AUTH_URL: `http://127.0.0.1:${port}/identity/v3`,
    OS_USERNAME: 'u',
    OS_PASSWORD: 'p',
    OS_PROJECT_NAME: 'p',
    OS_USER_DOMAIN_NAME: 'Default',
    OS_PROJECT_DOMAIN_NAME: 'Default',
  };
  const status = await runProgram({
    words,
    surroundings: { environment, home: '/nonexistent', directory: '/' },
    paper: { write, width: 80, colors: false },
    screen: { write },
    input: () => ({ isTerminal: false, ask: () => Promise.reject(new Error('nobody asks')), all: async () => '' }),
    signal: new AbortController().signal,
    version: '0',
  });
  assert.notEqual(status, EXIT.done);
  return written;
}

test('what a service says of a failure cannot write to the terminal', async (context) => {
  for (const words of [
    ['image', 'list'],
    ['image', 'list', '--json'],
    ['image', 'list', '--lang', 'ru'],
  ]) {
    const written = await refusedBy(context, `Image ${EVIL} is in use.`, words);
    assert.match(written, /title/);
    assert.doesNotMatch(written.trimEnd(), /[\p{Cc}\u202e]/u);
  }
});

test('nor does what somebody has typed, or named, and is repeated', async (context) => {
  const written = await refusedBy(context, '', ['image', EVIL]);
  assert.doesNotMatch(written.replaceAll('\n', ''), /[\p{Cc}\u202e]/u);
});
