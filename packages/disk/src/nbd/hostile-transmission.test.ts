import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { suite, test } from 'node:test';
import { KiB, MiB } from '../bytes/units.ts';
import { memoryDisk } from '../testing/memory-disk.ts';
import { NbdClient, requestOf } from '../testing/nbd-client.ts';
import { withNbdServer, type TemporaryServer } from '../testing/nbd-server.ts';
import type { NbdExport } from './nbd-export.ts';
import { COMMAND, COMMAND_FLAG, ERRNO } from './protocol.ts';
import { serveNbd, type NbdLimits } from './serve-nbd.ts';

const { READ, WRITE, DISC, FLUSH, BLOCK_STATUS, WRITE_ZEROES } = COMMAND;

/** A disk of zeros of any size, which takes no memory and tells how much of it is lent. */
function endlessDisk(): { disk: NbdExport; lent: () => number; mostLent: () => number } {
  const piece = Buffer.alloc(256 * KiB);
  let lent = 0;
  let mostLent = 0;
  const disk: NbdExport = {
    size: 2 ** 40,
    readOnly: true,
    read: async (_, length, sink) => {
      for (let rest = length; rest > 0; rest -= piece.length) {
        lent += 1;
        mostLent = Math.max(mostLent, lent);
        await sink([piece.subarray(0, rest)]).finally(() => (lent -= 1));
      }
    },
    async *extents(offset, length) {
      for (let at = offset; at < offset + length; at += 1)
        yield { kind: at % 2 ? 'data' : 'zero', offset: at, length: 1 };
    },
  };
  return { disk, lent: () => lent, mostLent: () => mostLent };
}

function withDisk(
  disk: NbdExport,
  use: (running: TemporaryServer) => Promise<void>,
  limits: Partial<NbdLimits> = {},
): Promise<void> {
  return withNbdServer({ find: async () => disk, limits }, use);
}

suite('clients that transmit badly', () => {
  test('requests that make no sense are refused, and those that follow are carried out', async () => {
    const disk = memoryDisk(Buffer.alloc(MiB));
    await withDisk({ ...disk, readOnly: true }, async ({ socket }) => {
      const client = await NbdClient.open(socket);
      const refused: readonly [type: number, fields: Parameters<typeof requestOf>[1], errno: number][] = [
        [99, {}, ERRNO.EINVAL],
        [READ, { flags: 0x8000, length: 1 }, ERRNO.EINVAL],
        [READ, { length: 0xffffffff }, ERRNO.EINVAL],
        [READ, { offset: 2n ** 64n - 1n, length: 2 }, ERRNO.EINVAL],
        [FLUSH, {}, ERRNO.EINVAL],
        [BLOCK_STATUS, { length: 512 }, ERRNO.EINVAL],
        [WRITE_ZEROES, { length: 512 }, ERRNO.EPERM],
      ];
      for (const [type, fields, errno] of refused) {
        client.send(requestOf(type, fields));
        assert.equal(await client.errno(), errno, `command ${type}`);
      }
      client.send(Buffer.concat([requestOf(WRITE, { length: 300_000 }), Buffer.alloc(300_000)]));
      assert.equal(await client.errno(), ERRNO.EPERM);
      client.send(requestOf(READ, { length: 1 }));
      assert.equal(await client.errno(), 0);
      client.send(requestOf(DISC, {}));
      await client.closed();
    });
    assert.equal(disk.counts.writes + disk.counts.zeros, 0);
  });

  for (const [what, bytes] of [
    ['sends no request', requestOf(READ, { magic: 0x12560953 })],
    ['announces a write of 4 GiB', requestOf(WRITE, { length: 0xffffffff })],
  ] as const) {
    test(`whoever ${what} is cut off`, () =>
      withDisk(memoryDisk(Buffer.alloc(MiB)), async ({ socket, failures }) => {
        const client = await NbdClient.open(socket);
        client.send(bytes);
        await client.closed();
        assert.match(String(failures[0]), /ProtocolViolation/);
      }));
  }

  test('half a request and half a write leave nothing behind when the client goes', async () => {
    const disk = memoryDisk(Buffer.alloc(MiB));
    await withDisk(disk, async ({ socket, server }) => {
      for (const bytes of [
        requestOf(READ, { length: 1 }).subarray(0, 20),
        Buffer.concat([requestOf(WRITE, { length: 600_000 }), Buffer.alloc(500_000, 1)]),
      ]) {
        const client = await NbdClient.open(socket);
        client.send(bytes);
        client.socket.end();
        await client.closed();
      }
      await server.close();
    });
    assert.equal(disk.counts.closes, 2);
  });

  test('whoever stalls in the middle of a write is cut off, whoever is merely silent is not', () =>
    withDisk(
      memoryDisk(Buffer.alloc(MiB)),
      async ({ socket }) => {
        const silent = await NbdClient.open(socket);
        const stalling = await NbdClient.open(socket);
        stalling.send(requestOf(WRITE, { length: 512 }));
        await stalling.closed();
        silent.send(requestOf(READ, { length: 1 }));
        assert.equal(await silent.errno(), 0);
      },
      { stall: 150 },
    ));

  test('clients that take none of their replies hold a bounded amount, others get theirs, and are cut off in the end', async () => {
    const { disk, lent, mostLent } = endlessDisk();
    const limits = { memory: 4 * MiB, connections: 100, stall: 500 };
    await withDisk(
      disk,
      async ({ socket, server, failures }) => {
        const greedy = await Promise.all(Array.from({ length: 50 }, () => NbdClient.open(socket)));
        for (const client of greedy) {
          client.incoming.detach();
          const requests = Array.from({ length: 500 }, () => requestOf(READ, { length: 32 * MiB }));
          client.send(Buffer.concat(requests));
        }
        const modest = await NbdClient.open(socket);
        for (let at = 0; at < 20; at += 1) {
          modest.send(requestOf(READ, { length: 4096, offset: BigInt(at * 4096) }));
          assert.equal(await modest.errno(), 0);
        }
        // 4 MiB in pieces of 256 KiB, two to a request, and one request more for each connection.
        assert.ok(mostLent() <= 8 + 51, `${mostLent()} pieces`);
        while (server.connections > 1) {
          modest.send(requestOf(READ, { length: 1 }));
          assert.equal(await modest.errno(), 0);
        }
        assert.equal(failures.length, greedy.length);
        for (const failure of failures) assert.match(String(failure), /took nothing/);
      },
      limits,
    );
    assert.equal(lent(), 0);
  });

  test('a status with millions of runs is told in part', () =>
    withDisk(endlessDisk().disk, async ({ socket }) => {
      const client = await NbdClient.connect(socket);
      await client.ask(8);
      await client.ask(10, Buffer.from('\0\0\0\0\0\0\0\u0001\0\0\0\u000fbase:allocation', 'latin1'));
      await client.ask(7, Buffer.alloc(6));
      client.send(requestOf(BLOCK_STATUS, { length: 0xffffffff }));
      const header = await client.incoming.read(20);
      assert.equal(header.readUInt32BE(16), 4 + 8 * 8192);
      client.socket.destroy();
    }));
});

suite('exports that fail', () => {
  const failing = (after: number): NbdExport => ({
    size: MiB,
    readOnly: false,
    read: async (_, length, sink) => {
      if (after > 0) await sink([Buffer.alloc(Math.min(after, length))]);
      throw new Error('a bad sector');
    },
    extents: () => {
      throw new Error('no map');
    },
    write: async () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    },
    zero: () => Promise.reject(new Error('no zeros')),
    flush: () => Promise.resolve(),
  });

  test('the client is told, and the owner why', () =>
    withDisk(failing(0), async ({ socket, failures }) => {
      const client = await NbdClient.open(socket);
      client.send(requestOf(READ, { length: 512 }));
      assert.equal(await client.errno(), ERRNO.EIO);
      client.send(Buffer.concat([requestOf(WRITE, { length: 512 }), Buffer.alloc(512)]));
      assert.equal(await client.errno(), ERRNO.ENOSPC);
      client.send(requestOf(WRITE_ZEROES, { length: 512 }));
      assert.equal(await client.errno(), ERRNO.EIO);
      client.send(requestOf(FLUSH, {}));
      assert.equal(await client.errno(), 0);
      assert.deepEqual(failures.map(String), ['Error: a bad sector', 'Error: full', 'Error: no zeros']);
    }));

  test('in the middle of a structured reply an error follows what was sent', () =>
    withDisk(failing(100), async ({ socket }) => {
      const client = await NbdClient.open(socket);
      client.send(requestOf(READ, { length: 512 }));
      assert.equal((await client.incoming.read(20 + 8 + 100)).readUInt32BE(16), 108);
      assert.equal(await client.errno(), ERRNO.EIO);
      client.send(requestOf(READ, { length: 512, flags: COMMAND_FLAG.DF }));
      assert.equal((await client.incoming.read(20 + 8 + 512)).readUInt32BE(16), 520);
      assert.equal(await client.errno(), ERRNO.EIO);
      client.send(requestOf(FLUSH, {}));
      assert.equal(await client.errno(), 0);
    }));

  test('in the middle of a simple reply the connection is cut, so that nobody takes the part for the whole', () =>
    withDisk(failing(100), async ({ socket }) => {
      const client = await NbdClient.open(socket, { structured: false });
      client.send(Buffer.concat([requestOf(READ, { length: 512 }), requestOf(READ, { length: 512 })]));
      await client.closed();
    }));
});

suite('a server', () => {
  test('replies to what is under way when it closes', async () => {
    const { promise: mayRead, resolve: letRead } = Promise.withResolvers<void>();
    const disk = memoryDisk(Buffer.alloc(MiB));
    const { promise: isReading, resolve: reading } = Promise.withResolvers<void>();
    const slow: NbdExport = {
      ...disk,
      read: async (offset, length, sink, signal) => {
        reading();
        await mayRead;
        await disk.read(offset, length, sink, signal);
      },
    };
    await withDisk(slow, async ({ socket, server }) => {
      const client = await NbdClient.open(socket);
      client.send(requestOf(READ, { length: 1 }));
      await isReading;
      const closed = server.close();
      letRead();
      assert.equal(await client.errno(), 0);
      await closed;
    });
  });

  test('takes the place of one that has died, but not of one that lives', () =>
    withDisk(memoryDisk(Buffer.alloc(MiB)), async ({ socket, directory }) => {
      const options = { find: async () => null };
      await assert.rejects(serveNbd({ ...options, listen: { path: socket } }), { code: 'EADDRINUSE' });
      const path = `${directory}/dead`;
      const program = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 9))`;
      assert.equal(spawnSync(process.execPath, ['-e', program]).signal, 'SIGKILL');
      await (await serveNbd({ ...options, listen: { path } })).close();
    }));
});
