import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { KiB, MiB } from '../bytes/units.ts';
import { memoryDisk } from '../testing/memory-disk.ts';
import { withNbdServer } from '../testing/nbd-server.ts';
import { qemuImg, withTemporaryDirectory } from '../testing/qemu-img.ts';
import { fileExport } from './file-export.ts';
import type { NbdExport } from './nbd-export.ts';

const run = promisify(execFile);

/** 8 MiB and a bit: data, zeros, data that end in the middle of everything. */
function content(): Buffer {
  const bytes = Buffer.alloc(8 * MiB + 700);
  randomBytes(3 * MiB + 11).copy(bytes, 0);
  randomBytes(300 * KiB).copy(bytes, 5 * MiB + 4096);
  randomBytes(700).copy(bytes, 8 * MiB);
  return bytes;
}

/** A server with a file, the same bytes in memory read-only, and an empty disk to write to. */
async function withDisks(
  use: (disks: {
    bytes: Buffer;
    file: string;
    directory: string;
    target: Buffer;
    uri: (name: string) => string;
  }) => Promise<void>,
): Promise<void> {
  await withTemporaryDirectory(async (outer) => {
    const bytes = content();
    const file = join(outer, 'disk.raw');
    await writeFile(file, bytes);
    // QEMU writes whole sectors.
    const writable = memoryDisk(Buffer.alloc(Math.ceil(bytes.length / 512) * 512));
    const memory = { ...memoryDisk(bytes), readOnly: true as const, preferredBlockSize: 64 * KiB };
    const find = async (name: string): Promise<NbdExport | null> => {
      if (name === 'file') return fileExport(file);
      if (name === 'memory') return memory;
      return name === 'target' ? writable : null;
    };
    async function* list(): AsyncGenerator<string> {
      yield* ['file', 'memory', 'target'];
    }
    await withNbdServer({ find, list }, ({ directory, uri }) =>
      use({ bytes, file, directory, target: writable.bytes, uri }),
    );
  });
}

suite('programs that speak NBD', () => {
  test('nbdinfo sees what an export can do', () =>
    withDisks(async ({ bytes, uri }) => {
      const { stdout } = await run('nbdinfo', ['--json', uri('memory')]);
      const info = JSON.parse(stdout);
      assert.equal(info.protocol, 'newstyle-fixed');
      assert.equal(info.structured, true);
      const [disk] = info.exports;
      assert.equal(disk['export-size'], bytes.length);
      assert.deepEqual(disk.contexts, ['base:allocation']);
      assert.equal(disk.is_read_only, true);
      assert.equal(disk.can_multi_conn, true);
      assert.equal(disk.can_df, true);
      assert.equal(disk.block_size_preferred, 64 * KiB);
      const target = JSON.parse((await run('nbdinfo', ['--json', uri('target')])).stdout).exports[0];
      for (const ability of ['can_flush', 'can_fua', 'can_trim', 'can_zero', 'can_multi_conn']) {
        assert.equal(target[ability], true, ability);
      }
    }));

  test('nbdinfo lists the exports', () =>
    withDisks(async ({ uri }) => {
      const { stdout } = await run('nbdinfo', ['--json', '--list', uri('')]);
      const names = JSON.parse(stdout).exports.map((disk: Record<string, unknown>) => disk['export-name']);
      assert.deepEqual(names, ['file', 'memory', 'target']);
    }));

  test('nbdinfo maps data and zeros', () =>
    withDisks(async ({ bytes, uri }) => {
      const { stdout } = await run('nbdinfo', ['--json', '--map', uri('memory')]);
      const map: { offset: number; length: number; type: number }[] = JSON.parse(stdout);
      assert.equal(
        map.reduce((end, { offset, length }) => (assert.equal(offset, end), end + length), 0),
        bytes.length,
      );
      const kinds = map.filter(({ type }, position) => type !== map[position - 1]?.type).map(({ type }) => type);
      assert.deepEqual(kinds, [0, 3, 0, 3, 0]);
    }));

  for (const name of ['file', 'memory']) {
    test(`nbdcopy copies ${name} over several connections`, () =>
      withDisks(async ({ bytes, directory, uri }) => {
        const copy = join(directory, 'copy');
        await run('nbdcopy', ['--connections=4', '--requests=16', uri(name), copy]);
        assert.ok((await readFile(copy)).equals(bytes));
      }));

    test(`qemu-img compares and converts ${name}`, () =>
      withDisks(async ({ file, directory, uri }) => {
        assert.match(await qemuImg('compare', '-f', 'raw', '-F', 'raw', uri(name), file), /identical/);
        const copy = join(directory, 'copy.qcow2');
        await qemuImg('convert', '-f', 'raw', '-O', 'qcow2', uri(name), copy);
        assert.match(await qemuImg('compare', '-f', 'qcow2', '-F', 'raw', copy, file), /identical/);
      }));
  }

  test('qemu-io reads across the end of data, at odd places, and long', () =>
    withDisks(async ({ bytes, uri }) => {
      const ranges = [
        [0, 1],
        [3 * MiB, 4096],
        [3 * MiB + 5, 1234],
        [bytes.length - 1, 1],
        [2 * MiB, 1.5 * MiB],
      ] as const;
      for (const [offset, length] of ranges) {
        const read = await qemuRead(uri('memory'), offset, length);
        assert.ok(read.equals(bytes.subarray(offset, offset + length)), `${length} bytes at ${offset}`);
      }
    }));

  test('nbdcopy and qemu-img write in any order', () =>
    withDisks(async ({ bytes, file, target, uri }) => {
      await run('nbdcopy', ['--connections=4', '--requests=16', '--flush', file, uri('target')]);
      assert.ok(target.subarray(0, bytes.length).equals(bytes));
      target.fill(0xff);
      await qemuImg('convert', '-n', '-W', '-m', '16', '-f', 'raw', '-O', 'raw', file, uri('target'));
      assert.ok(target.subarray(0, bytes.length).equals(bytes));
    }));

  test('qemu-io writes, zeroes and trims', () =>
    withDisks(async ({ target, uri }) => {
      const expected = Buffer.alloc(target.length);
      expected.fill(0x61, 100, 100 + 5 * MiB);
      expected.fill(0, 3 * MiB, 3 * MiB + 1000);
      expected.fill(0, 4 * MiB, 4 * MiB + 512 * KiB);
      const commands = [
        'write -P 0x61 100 5M',
        'write -z 3M 1000',
        'discard 4M 512k',
        'write -f -P 0x62 7M 512',
        'flush',
        'aio_flush',
      ];
      expected.fill(0x62, 7 * MiB, 7 * MiB + 512);
      await run('qemu-io', ['-f', 'raw', ...commands.flatMap((command) => ['-c', command]), uri('target')]);
      assert.ok(target.equals(expected));
    }));

  test('what reaches beyond the end is refused, and so are writes to what is read-only', () =>
    withDisks(async ({ uri }) => {
      await assert.rejects(run('qemu-io', ['-f', 'raw', '-c', 'write 0 512', uri('memory')]));
      const read = await libnbd(
        'import errno',
        `h.connect_uri("${uri('target')}")`,
        'h.set_strict_mode(0)',
        'def errno_of(f, *a):',
        '    try: f(*a)',
        '    except nbd.Error as e: return e.errnum',
        'end = h.get_size()',
        'assert errno_of(h.pread, 512, end - 511) == errno.EINVAL',
        'assert errno_of(h.pwrite, bytes(512), end - 511) == errno.ENOSPC',
        'assert errno_of(h.pread, 1, 2**63 - 1) == errno.EINVAL',
        'assert errno_of(h.zero, 512, end - 511) == errno.ENOSPC',
        'assert errno_of(h.trim, 512, end - 511) == errno.EINVAL',
        'assert errno_of(h.block_status, 512, 0, lambda *a: 0) is not None',
        'print(len(h.pread(512, end - 512)))',
      );
      assert.equal(read, '512');
    }));

  test('a client without structured replies gets simple ones', () =>
    withDisks(async ({ bytes, directory, uri }) => {
      await libnbd(
        'h.set_request_structured_replies(False)',
        `h.connect_uri("${uri('memory')}")`,
        `open("${join(directory, 'out')}", "wb").write(h.pread(${8 * MiB}, 0) + h.pread(700, ${8 * MiB}))`,
        'assert not h.get_structured_replies_negotiated()',
      );
      assert.ok((await readFile(join(directory, 'out'))).equals(bytes));
    }));

  test('a client may ask for a read in one piece', () =>
    withDisks(async ({ uri }) => {
      const chunks = await libnbd(
        `h.connect_uri("${uri('memory')}")`,
        'chunks = []',
        'def chunk(data, offset, status, error): chunks.append((offset, len(data), status))',
        `h.pread_structured(${3 * MiB}, 17, chunk, nbd.CMD_FLAG_DF)`,
        `assert chunks == [(17, ${3 * MiB}, nbd.READ_DATA)], chunks`,
        'chunks.clear()',
        `h.pread_structured(${3 * MiB}, 17, chunk)`,
        'print(len(chunks))',
      );
      assert.equal(chunks, '2');
    }));

  test('a file of 1 TiB with nothing in it', () =>
    withTemporaryDirectory(async (directory) => {
      const file = join(directory, 'large');
      await writeFile(file, '');
      await truncate(file, 2 ** 40);
      async function* extents(
        offset: number,
        length: number,
      ): AsyncGenerator<{ kind: 'zero'; offset: number; length: number }> {
        yield { kind: 'zero', offset, length };
      }
      await withNbdServer({ find: () => fileExport(file, extents) }, async ({ uri }) => {
        const { stdout } = await run('nbdinfo', ['--json', '--map', uri('')]);
        const map: { length: number; type: number }[] = JSON.parse(stdout);
        assert.equal(
          map.reduce((sum, { length }) => sum + length, 0),
          2 ** 40,
        );
        assert.ok(map.every(({ type }) => type === 3));
      });
    }));
});

/** Runs lines of Python with libnbd, as its shell does. @returns what they print. */
async function libnbd(...lines: readonly string[]): Promise<string> {
  return (await run('/usr/bin/python3', ['-m', 'nbd', '-c', lines.join('\n')])).stdout.trim();
}

/** What qemu-io reads there. */
async function qemuRead(uri: string, offset: number, length: number): Promise<Buffer> {
  const command = ['-r', '-f', 'raw', '-c', `read -v ${offset} ${length}`, uri];
  const { stdout } = await run('qemu-io', command, { maxBuffer: 16 * MiB });
  const lines = stdout.matchAll(/^[0-9a-f]{8,}: {2}((?:[0-9a-f]{2} ){1,16})/gm);
  return Buffer.from(Array.from(lines, ([, hex]) => hex?.replaceAll(' ', '')).join(''), 'hex');
}
