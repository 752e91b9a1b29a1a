import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { MiB } from '../bytes/units.ts';
import { memoryDisk } from '../testing/memory-disk.ts';
import { NbdClient, infoRequest, optionOf, uint32 } from '../testing/nbd-client.ts';
import { qemuImg, withTemporaryDirectory } from '../testing/qemu-img.ts';
import { OPTION, OPTION_ERROR } from './protocol.ts';
import { serveNbd } from './serve-nbd.ts';

const run = promisify(execFile);

/** An authority in `directory`, and certificates of it under the names that GnuTLS's users look for. */
async function certificates(directory: string): Promise<void> {
  const file = (name: string): string => join(directory, name);
  const create = ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-x509', '-days', '2'];
  const authority = ['-keyout', file('ca-key.pem'), '-out', file('ca-cert.pem'), '-subj', '/CN=authority'];
  await run('openssl', [...create, ...authority]);
  for (const name of ['server', 'client']) {
    const signed = ['-CA', file('ca-cert.pem'), '-CAkey', file('ca-key.pem'), '-addext', 'basicConstraints=CA:FALSE'];
    const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost'];
    const output = ['-keyout', file(`${name}-key.pem`), '-out', file(`${name}-cert.pem`)];
    await run('openssl', [...create, ...signed, ...subject, ...output]);
  }
}

/** A server with TLS on a port of its own. */
async function withTlsServer(
  use: (running: { port: number; directory: string; bytes: Buffer; failures: unknown[] }) => Promise<void>,
): Promise<void> {
  await withTemporaryDirectory(async (directory) => {
    await certificates(directory);
    const [key, cert, ca] = await Promise.all(
      ['server-key.pem', 'server-cert.pem', 'ca-cert.pem'].map((name) => readFile(join(directory, name))),
    );
    assert.ok(key && cert && ca);
    const bytes = randomBytes(3 * MiB);
    const failures: unknown[] = [];
    const server = await serveNbd({
      listen: { host: '127.0.0.1', port: 0 },
      find: async () => memoryDisk(bytes),
      tls: { key, cert, ca },
      onFailure: (error) => failures.push(error),
    });
    try {
      assert.ok('port' in server.address);
      await use({ port: server.address.port, directory, bytes, failures });
    } finally {
      await server.close();
    }
  });
}

async function connected(port: number): Promise<NbdClient> {
  const client = new NbdClient(connect({ host: '127.0.0.1', port, allowHalfOpen: true }));
  await once(client.socket, 'connect');
  await client.incoming.read(18);
  client.send(uint32(3));
  return client;
}

suite('TLS', () => {
  test('nbdcopy and qemu-img read through it, who has no certificate does not', () =>
    withTlsServer(async ({ port, directory, bytes, failures }) => {
      const copy = join(directory, 'copy');
      await run('nbdcopy', [`nbds://localhost:${port}/?tls-certificates=${directory}`, copy]);
      assert.ok((await readFile(copy)).equals(bytes));
      const credentials = `tls-creds-x509,id=tls,endpoint=client,dir=${directory}`;
      const nbd = `driver=nbd,host=localhost,port=${port},tls-creds=tls`;
      const image = join(directory, 'copy.qcow2');
      await qemuImg('convert', '--object', credentials, '--image-opts', '-O', 'qcow2', nbd, image);
      assert.match(await qemuImg('compare', '-f', 'qcow2', '-F', 'raw', image, copy), /identical/);
      await withTemporaryDirectory(async (stranger) => {
        await writeFile(join(stranger, 'ca-cert.pem'), await readFile(join(directory, 'ca-cert.pem')));
        await assert.rejects(run('nbdinfo', [`nbds://localhost:${port}/?tls-certificates=${stranger}`]));
      });
      await assert.rejects(run('nbdinfo', [`nbd://localhost:${port}/`]), /Operation not supported/);
      assert.ok(failures.length > 0);
    }));

  test('nothing is told before it, and nothing that was sent in the open counts after it', () =>
    withTlsServer(async ({ port, failures }) => {
      const client = await connected(port);
      for (const option of [OPTION.LIST, OPTION.INFO, OPTION.GO, OPTION.STRUCTURED_REPLY, 99]) {
        const [reply] = await client.ask(option, infoRequest(''));
        assert.equal(reply?.type, OPTION_ERROR.TLS_REQD);
      }
      client.send(Buffer.concat([optionOf(OPTION.STARTTLS, Buffer.alloc(0)), optionOf(OPTION.GO, infoRequest(''))]));
      await client.closed();
      assert.match(String(failures[0]), /before TLS/);
      const byName = await connected(port);
      byName.send(optionOf(OPTION.EXPORT_NAME, Buffer.alloc(0)));
      await byName.closed();
      const noise = await connected(port);
      await noise.ask(OPTION.STARTTLS);
      noise.send(randomBytes(100));
      await noise.closed();
    }));
});
