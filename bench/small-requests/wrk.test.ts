import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { processGroups } from '../process-groups.ts';
import { measureRate } from './wrk.ts';

/** Answers all with `status` and remembers what was asked. */
async function server(context: TestContext, status: number): Promise<{ base: string; asked: Set<string> }> {
  const asked = new Set<string>();
  const listening = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      asked.add(`${request.method} ${request.url} ${String(request.headers['x-auth-token'])} ${body}`);
      response.writeHead(status).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  context.after(() => {
    listening.closeAllConnections();
    listening.close();
  });
  return { base: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`, asked };
}

const OPTIONS = { seconds: 1, connections: 2, processes: processGroups([]) };

test('requests go to all paths in turn, numbered, and are timed', async (context) => {
  const { base, asked } = await server(context, 201);
  const headers = { 'X-Auth-Token': 'a "b"' };
  const load = {
    base,
    paths: ['/a?x=1', '/b'],
    method: 'POST',
    headers,
    body: '{"name":"n@N@"}',
    status: 201,
  } as const;
  const rate = await measureRate(load, OPTIONS);
  for (const wanted of ['POST /b a "b" {"name":"n3"}', 'POST /a?x=1 a "b" {"name":"n4"}']) assert.ok(asked.has(wanted));
  assert.ok(rate.perSecond > 10, `${rate.perSecond}/s`);
  assert.ok(rate.p50 > 0 && rate.p99 >= rate.p50);
  assert.ok(Number.isNaN(rate.cpu), 'the processes are unknown');
});

test('a service that answers otherwise is not measured', async (context) => {
  const { base } = await server(context, 500);
  await assert.rejects(measureRate({ base, paths: ['/'], status: 200 }, OPTIONS), /is not answered well/);
});
