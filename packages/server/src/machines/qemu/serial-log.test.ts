import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { readSerialLog, SerialLog } from './serial-log.ts';

const MIB = 1024 * 1024;

let directory: string;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'serial-'));
});
after(() => rm(directory, { recursive: true }));

test('of a guest that floods its serial port the last is kept, and the guest waits', async () => {
  const [place, file] = [path.join(directory, 's'), path.join(directory, 'serial.log')];
  const server = createServer().listen(place);
  await once(server, 'listening');
  const connection = once(server, 'connection') as Promise<[Socket]>;
  const log = await SerialLog.open(place, file);
  const [guest] = await connection;
  const begun = performance.now();
  for (let line = 0; line < 160; line++) {
    if (!guest.write(Buffer.alloc(MIB / 64, `${line % 10}`))) await once(guest, 'drain');
  }
  guest.end('last words');
  await log.ended;
  const seconds = (performance.now() - begun) / 1000;
  assert.ok(seconds > 1.5, `2.5 MiB were taken in ${seconds} s`);
  assert.ok((await stat(file)).size <= MIB && (await stat(`${file}.1`)).size <= MIB);
  const end = await readSerialLog(file, 100_000);
  assert.equal(end.length, 100_000);
  assert.equal(end.subarray(-10).toString(), 'last words');
  assert.equal((await readSerialLog(file, 10)).toString(), 'last words');
  assert.equal((await readSerialLog(path.join(directory, 'none'), 10)).length, 0);
  server.close();
});
