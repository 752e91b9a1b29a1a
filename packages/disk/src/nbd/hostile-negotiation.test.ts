import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { MiB } from '../bytes/units.ts';
import { memoryDisk } from '../testing/memory-disk.ts';
import { contextRequest, infoRequest, NbdClient, optionOf, uint32 } from '../testing/nbd-client.ts';
import { withNbdServer, type TemporaryServer } from '../testing/nbd-server.ts';
import type { NbdLimits } from './serve-nbd.ts';
import { OPTION, OPTION_ERROR, OPTION_REPLY } from './protocol.ts';

/** Sequences of options that are thrown at the server. */
const FUZZ_RUNS = Number(process.env['INGOT_FUZZ_RUNS'] ?? 300);

/** A server with one export, without a name; it counts who has found it and not left yet. */
async function withServer(
  use: (running: TemporaryServer & { users: () => number }) => Promise<void>,
  limits: Partial<NbdLimits> = {},
): Promise<void> {
  const disk = memoryDisk(Buffer.alloc(MiB));
  let found = 0;
  const find = async (name: string): Promise<typeof disk | null> => {
    if (name !== '') return null;
    found += 1;
    return disk;
  };
  await withNbdServer({ find, limits }, (running) => use({ ...running, users: () => found - disk.counts.closes }));
}

async function finalType(client: NbdClient, option: number, data?: Buffer): Promise<number | undefined> {
  return (await client.ask(option, data)).at(-1)?.type;
}

suite('clients that negotiate badly', () => {
  test('options that make no sense are refused, and the negotiation goes on', () =>
    withServer(async ({ socket }) => {
      const client = await NbdClient.connect(socket);
      const { INVALID, POLICY, UNSUP, UNKNOWN, TOO_BIG } = OPTION_ERROR;
      assert.equal(await finalType(client, OPTION.SET_META_CONTEXT, contextRequest('', 'base:allocation')), INVALID);
      assert.equal(await finalType(client, OPTION.STARTTLS), POLICY);
      assert.equal(await finalType(client, OPTION.LIST), POLICY);
      assert.equal(await finalType(client, OPTION.LIST, Buffer.from('x')), INVALID);
      assert.equal(await finalType(client, OPTION.STRUCTURED_REPLY, Buffer.from('x')), INVALID);
      assert.equal(await finalType(client, 4), UNSUP);
      assert.equal(await finalType(client, 0xffffffff), UNSUP);
      assert.equal(await finalType(client, OPTION.GO, infoRequest('other')), UNKNOWN);
      assert.equal(await finalType(client, OPTION.GO, Buffer.alloc(3)), INVALID);
      assert.equal(await finalType(client, OPTION.GO, uint32(0xffffffff)), INVALID);
      assert.equal(await finalType(client, OPTION.GO, infoRequest('a\0b')), INVALID);
      assert.equal(await finalType(client, OPTION.GO, infoRequest('x'.repeat(5000))), INVALID);
      assert.equal(await finalType(client, OPTION.INFO, Buffer.alloc(MiB)), TOO_BIG);
      assert.equal(await finalType(client, OPTION.STRUCTURED_REPLY), OPTION_REPLY.ACK);
      const many = Buffer.concat([uint32(0), uint32(0xffffffff), Buffer.alloc(64)]);
      assert.equal(await finalType(client, OPTION.SET_META_CONTEXT, many), INVALID);
      assert.deepEqual(
        (await client.ask(OPTION.SET_META_CONTEXT, contextRequest('', 'base:', 'x', 'qemu:dirty-bitmap:a'))).length,
        1,
      );
      assert.equal(await finalType(client, OPTION.ABORT, Buffer.from('bye')), OPTION_REPLY.ACK);
      await client.closed();
    }));

  for (const [what, bytes] of [
    ['is no option', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['names an export that is not there, without fallback', optionOf(OPTION.EXPORT_NAME, Buffer.from('other'))],
    ['has a name that is too long', optionOf(OPTION.EXPORT_NAME, Buffer.alloc(20_000, 'x'))],
    ['has a name that is no text', optionOf(OPTION.EXPORT_NAME, Buffer.from([0xff, 0xfe]))],
  ] as const) {
    test(`a client that ${what} is cut off`, () =>
      withServer(async ({ socket, failures }) => {
        const client = await NbdClient.connect(socket);
        client.send(bytes);
        await client.closed();
        assert.match(String(failures[0]), /ProtocolViolation/);
        assert.ok(await NbdClient.open(socket));
      }));
  }

  test('a client with flags from the future is cut off, and one without fixed newstyle has one option', () =>
    withServer(async ({ socket }) => {
      await (await NbdClient.connect(socket, 4)).closed();
      const old = await NbdClient.connect(socket, 0);
      old.send(optionOf(OPTION.EXPORT_NAME, Buffer.alloc(0)));
      const info = await old.incoming.read(8 + 2 + 124);
      assert.equal(info.readBigUInt64BE(), BigInt(MiB));
      const impatient = await NbdClient.connect(socket, 0);
      impatient.send(optionOf(OPTION.GO, infoRequest('')));
      await impatient.closed();
    }));

  test('whoever does not come to an agreement in time is cut off', () =>
    withServer(
      async ({ socket, server, users }) => {
        const clients = await Promise.all(Array.from({ length: 20 }, () => NbdClient.connect(socket)));
        // Half an option, and an export that is found but not used.
        clients[0]?.send(optionOf(OPTION.GO, Buffer.alloc(100)).subarray(0, 50));
        await clients[1]?.ask(OPTION.INFO, infoRequest(''));
        await Promise.all(clients.map((client) => client.closed()));
        await server.close();
        assert.equal(server.connections, 0);
        assert.equal(users(), 0);
      },
      { negotiation: 200 },
    ));

  test('more connections than there may be are closed at once, and cost those that are there nothing', () =>
    withServer(
      async ({ socket, server }) => {
        const clients = await Promise.all(Array.from({ length: 10 }, () => NbdClient.open(socket)));
        const crowd = await Promise.allSettled(Array.from({ length: 2000 }, () => NbdClient.connect(socket)));
        assert.ok(crowd.every(({ status }) => status === 'rejected'));
        assert.equal(server.connections, 10);
        for (const client of clients) client.socket.destroy();
        await Promise.all(clients.map((client) => client.closed()));
      },
      { connections: 10 },
    ));

  test('any sequence of options is answered or ends the connection, and leaves nothing open', () =>
    withServer(async ({ socket, server, users, failures }) => {
      const names = fc.constantFrom('', 'other', 'é', 'x'.repeat(4096));
      const data = fc.oneof(
        names.map(infoRequest),
        fc
          .tuple(names, fc.array(fc.constantFrom('base:', 'base:allocation', 'x', 'qemu:'), { maxLength: 4 }))
          .map(([name, queries]) => contextRequest(name, ...queries)),
        fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
        fc.constant(Buffer.alloc(0)),
      );
      const option = fc.oneof({ weight: 5, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.nat(0xffffffff) });
      const damage = fc.option(fc.record({ at: fc.nat(60), byte: fc.nat(255) }), { freq: 4 });
      const message = fc.record({ option, data, damage }).map((made) => {
        const bytes = optionOf(made.option, made.data);
        if (made.damage && made.damage.at < bytes.length) bytes[made.damage.at] = made.damage.byte;
        return bytes;
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(message, { maxLength: 8 }),
          fc.nat(7),
          fc.boolean(),
          async (messages, flags, halves) => {
            const client = await NbdClient.connect(socket, flags);
            for (const bytes of messages) {
              client.send(halves ? bytes.subarray(0, bytes.length >> 1) : bytes);
              if (halves) client.send(bytes.subarray(bytes.length >> 1));
            }
            client.socket.end();
            await client.closed();
          },
        ),
        { numRuns: FUZZ_RUNS },
      );
      const client = await NbdClient.open(socket);
      client.socket.destroy();
      await server.close();
      assert.equal(users(), 0);
      for (const failure of failures) assert.match(String(failure), /ProtocolViolation/);
    }));
});
