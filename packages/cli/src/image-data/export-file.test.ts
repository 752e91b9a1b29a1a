import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it, type TestContext } from 'node:test';
import { ApiClient, RefusedError } from '@ingot/client';
import { DamagedExportError, downloadExport } from './export-file.ts';

const MIB = 2 ** 20;
const FILE = Buffer.concat([randomBytes(MIB), Buffer.alloc(4 * MIB), randomBytes(500_001), Buffer.alloc(MIB)]);
const SHA256 = createHash('sha256').update(FILE).digest('hex');

/** A service that has one file, and breaks off each answer after so many bytes; 0 for a refusal. */
async function serve(context: TestContext, breaks: number[]) {
  const ranges: string[] = [];
  const server = createServer((request, response) => {
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const body = FILE.subarray(Number(range?.[1] ?? 0));
    response.setHeader('etag', '"one"').setHeader('content-length', body.length);
    if (request.method === 'HEAD') return void response.end();
    ranges.push(request.headers.range ?? '');
    assert.equal(request.headers['if-range'], '"one"');
    const most = breaks.shift() ?? FILE.length;
    if (most === 0) return void response.writeHead(404, { 'content-length': 0 }).end();
    response.writeHead(206);
    if (most >= body.length) return void response.end(body);
    response.write(body.subarray(0, most), () => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-export-file-'));
  context.after(() => rm(directory, { recursive: true }));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = path.join(directory, 'disk.vhd');
  const download = (sha256 = SHA256, signal = AbortSignal.timeout(20_000)) =>
    downloadExport({
      client: new ApiClient({ base, token: 'token' }),
      path: '/export?format=vhd',
      file,
      signal,
      progress: () => undefined,
      sha256: async () => sha256,
    });
  return { directory, file, download, ranges };
}

it('goes on where the connection broke, and leaves zeros out', async (context) => {
  const { directory, file, download, ranges } = await serve(context, [300_000, 2 * MIB, FILE.length]);
  assert.equal(await download(), FILE.length);
  assert.ok((await readFile(file)).equals(FILE));
  assert.equal(ranges.length, 3);
  assert.equal(ranges[0], 'bytes=0-');
  assert.ok((await stat(file)).blocks * 512 < FILE.length - 4 * MIB);
  assert.deepEqual(await readdir(directory), ['disk.vhd']);
});

it('goes on with what an earlier try has left', async (context) => {
  const { directory, file, download, ranges } = await serve(context, [MIB + 100_000, 0]);
  await assert.rejects(download(), RefusedError);
  const [left = ''] = await readdir(directory);
  assert.match(left, /^disk\.vhd\.[0-9a-f]{12}\.ingot-export$/);
  const { size } = await stat(path.join(directory, left));
  assert.ok(size > 0);
  assert.equal(await download(), FILE.length);
  assert.equal(ranges.at(-1), `bytes=${size}-`);
  assert.ok((await readFile(file)).equals(FILE));
});

it('keeps nothing that has another checksum', async (context) => {
  const { directory, download } = await serve(context, []);
  await assert.rejects(download('0'.repeat(64)), DamagedExportError);
  assert.deepEqual(await readdir(directory), []);
});
