import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { GiB, KiB, MiB } from '../bytes/units.ts';
import { qemuImg as judge, withTemporaryDirectory } from '../testing/qemu-img.ts';
import type { BlockNode } from './block-node.ts';
import { fenced, READING } from '../fence/fence.ts';
import type { HeldExtent } from './map-extents.ts';
import { ProgramError, type ProgramErrorCode } from '../programs/program-error.ts';
import { openQemuImg } from './qemu-img.ts';
import { runProgram } from '../programs/run-program.ts';

const QEMU_IO = 'qemu-io';
const door = await openQemuImg();

function qcow2(path: string): BlockNode {
  return { format: 'qcow2', file: { path } };
}

function raw(path: string): BlockNode {
  return { format: 'raw', file: { path } };
}

async function mapOf(image: BlockNode): Promise<HeldExtent[]> {
  const extents: HeldExtent[] = [];
  for await (const extent of door.map(image)) extents.push(extent);
  return extents;
}

async function qemuIo(path: string, ...commands: readonly string[]): Promise<void> {
  const words = commands.flatMap((command) => ['-c', command]);
  await runProgram([QEMU_IO, '-f', 'qcow2', ...words, path]);
}

function rejectsWith(code: ProgramErrorCode, promise: Promise<unknown>, message = /./): Promise<void> {
  return assert.rejects(
    promise,
    (error) => error instanceof ProgramError && error.code === code && message.test(error.message),
  );
}

describe('the door to qemu-img', () => {
  it('is behind bubblewrap here', () => {
    assert.equal(door.warning, null);
  });

  it('maps what an overlay itself holds, with a backing file of which nothing is seen', async () => {
    await withTemporaryDirectory(async (directory) => {
      const [below, overlay] = [join(directory, 'below.raw'), join(directory, 'overlay.qcow2')];
      await writeFile(below, Buffer.alloc(MiB, 'b'));
      await judge('create', '-q', '-f', 'qcow2', '-b', below, '-F', 'raw', overlay, '4M');
      await qemuIo(overlay, 'write -P 0x61 1M 64k', 'write -z 2M 128k');
      const [lead, data, gap, zero, rest] = await mapOf(qcow2(overlay));
      assert.deepEqual(lead, { kind: 'absent', start: 0, length: MiB });
      assert.ok(data?.kind === 'data' && data.offset !== null);
      assert.deepEqual([data.start, data.length], [MiB, 64 * KiB]);
      const stored = (await readFile(overlay)).subarray(data.offset, data.offset + data.length);
      assert.deepEqual(stored, Buffer.alloc(64 * KiB, 0x61));
      assert.deepEqual([gap?.kind, zero?.kind, rest?.kind], ['absent', 'zero', 'absent']);
    });
  });

  it('tells where bytes are compressed, and lets the listener go before the end', async () => {
    await withTemporaryDirectory(async (directory) => {
      const [plain, image] = [join(directory, 'a.raw'), join(directory, 'a.qcow2')];
      await writeFile(plain, Buffer.alloc(MiB, 'a'));
      await judge('convert', '-q', '-c', '-f', 'raw', '-O', 'qcow2', plain, image);
      for await (const extent of door.map(qcow2(image))) {
        assert.ok(extent.kind === 'data' && extent.offset === null);
        break;
      }
    });
  });

  it('grows an overlay whose backing file is out of reach', async () => {
    await withTemporaryDirectory(async (directory) => {
      const overlay = join(directory, 'overlay.qcow2');
      const away = `json:{"driver":"nbd","server":{"type":"unix","path":"${directory}/none"},"export":"x"}`;
      await judge('create', '-q', '-u', '-f', 'qcow2', '-b', away, '-F', 'raw', overlay, '1G');
      await door.grow(qcow2(overlay), 600 * GiB);
      assert.equal(await door.virtualSize(qcow2(overlay)), 600 * GiB);
      assert.deepEqual(await door.check(qcow2(overlay)), { corruptions: 0, leaks: 0 });
      assert.match(await judge('info', '-U', '-f', 'qcow2', overlay), /backing file: json:.*nbd/);
    });
  });

  it('changes what lies below, unless the overlay is open elsewhere', async () => {
    await withTemporaryDirectory(async (directory) => {
      const [below, overlay] = [join(directory, 'below.raw'), join(directory, 'overlay.qcow2')];
      await writeFile(below, Buffer.alloc(MiB, 'b'));
      await judge('create', '-q', '-u', '-f', 'qcow2', '-b', '/nowhere', '-F', 'raw', overlay, '1M');
      await door.rebase(overlay, { name: 'below.raw', format: 'raw' });
      await qemuIo(overlay, 'read -P 0x62 0 1M');

      const user = spawn(QEMU_IO, ['-f', 'qcow2', overlay], { stdio: ['pipe', 'pipe', 'inherit'] });
      user.stdin.write('read 0 1k\n');
      try {
        await once(user.stdout, 'data');
        await rejectsWith('in-use', door.rebase(overlay, { name: 'other.raw', format: 'raw' }), /open/);
        await rejectsWith('in-use', door.grow(qcow2(overlay), GiB));
      } finally {
        user.stdin.end('quit\n');
        await once(user, 'close');
      }
    });
  });

  it('converts over a backing file that it is told, not the one that the header names', async () => {
    await withTemporaryDirectory(async (directory) => {
      const at = (name: string): string => join(directory, name);
      await writeFile(at('below.raw'), Buffer.alloc(MiB, 'b'));
      await writeFile(at('secret.raw'), Buffer.alloc(MiB, 's'));
      await judge('create', '-q', '-f', 'qcow2', '-b', at('secret.raw'), '-F', 'raw', at('overlay.qcow2'), '2M');
      const image = { ...qcow2(at('overlay.qcow2')), backing: raw(at('below.raw')) };
      await door.convert(image, { path: at('disk.raw'), format: 'raw' });
      assert.deepEqual(await readFile(at('disk.raw')), Buffer.concat([Buffer.alloc(MiB, 'b'), Buffer.alloc(MiB)]));
      assert.equal((await stat(at('disk.raw'))).mode & 0o777, 0o600);

      await door.convert(qcow2(at('overlay.qcow2')), { path: at('alone.raw'), format: 'raw' });
      assert.deepEqual(await readFile(at('alone.raw')), Buffer.alloc(2 * MiB));
      await assert.rejects(door.convert(image, { path: at('disk.raw'), format: 'raw' }), /EEXIST/);
    });
  });

  it('removes the file of a conversion that failed', async () => {
    await withTemporaryDirectory(async (directory) => {
      const [source, target] = [join(directory, 'a.qcow2'), join(directory, 'b.raw')];
      await judge('create', '-q', '-f', 'qcow2', source, '1G');
      const stopped = AbortSignal.timeout(1);
      await assert.rejects(
        (async () => {
          await once(stopped, 'abort');
          await door.convert(qcow2(source), { path: target, format: 'raw' }, { signal: stopped });
        })(),
        { name: 'TimeoutError' },
      );
      await truncate(source, 70_000);
      await assert.rejects(stat(target), { code: 'ENOENT' });
    });
  });

  it('reports damage and leaks, and mends nothing', async () => {
    await withTemporaryDirectory(async (directory) => {
      const image = join(directory, 'a.qcow2');
      await judge('create', '-q', '-f', 'qcow2', image, '1M');
      await qemuIo(image, 'write 0 64k');
      const bytes = await readFile(image);
      const blockOffset = Number(bytes.readBigUInt64BE(Number(bytes.readBigUInt64BE(48))));
      bytes.writeUInt16BE(0, blockOffset + 2 * 5);
      bytes.writeUInt16BE(2, blockOffset);
      await writeFile(image, bytes);
      const { corruptions, leaks } = await door.check(qcow2(image));
      assert.ok(corruptions > 0 && leaks > 0, `${corruptions} corruptions, ${leaks} leaks`);
      assert.deepEqual(await readFile(image), bytes);
    });
  });

  it('says no in a sentence to what is no image, and to a name that could be a protocol', async () => {
    await withTemporaryDirectory(async (directory) => {
      const image = join(directory, 'noise');
      await writeFile(image, Buffer.alloc(MiB, 'x'));
      await rejectsWith('failed', door.virtualSize(qcow2(image)), /not in qcow2 format/);
      await rejectsWith('failed', mapOf(qcow2(image)), /not in qcow2 format/);
      await assert.rejects(door.virtualSize(raw('nbd:localhost:10809')), RangeError);
    });
  });

  it('ends a run whenever it is told to', async () => {
    await withTemporaryDirectory(async (directory) => {
      const image = join(directory, 'a.raw');
      await writeFile(image, Buffer.alloc(MiB));
      for (const delay of [0, 1, 2, 4, 8]) {
        const stop = new AbortController();
        const size = door.virtualSize(raw(image), { signal: stop.signal });
        setTimeout(() => {
          stop.abort(new Error('enough'));
        }, delay);
        // A quick machine may be done by then.
        await assert.rejects(
          Promise.all([size, once(stop.signal, 'abort').then(() => stop.signal.throwIfAborted())]),
          /enough/,
        );
      }
    });
  });
});

describe('the fence', () => {
  async function inside(command: readonly string[], files = { read: [] as string[], write: [] as string[] }) {
    return runProgram(fenced(command, READING, files));
  }

  it('shows no file but those that are given, and writes to none that is to be read', async () => {
    await withTemporaryDirectory(async (directory) => {
      const [given, other, link] = ['given', 'other', 'link'].map((name) => join(directory, name));
      assert.ok(given && other && link);
      await writeFile(given, 'given');
      await writeFile(other, 'other');
      await symlink(other, link);
      assert.equal(await inside(['ls', directory], { read: [given], write: [] }), 'given\n');
      await assert.rejects(inside(['cat', '/etc/shadow']), /No such file/);
      await assert.rejects(inside(['cat', '/proc/1/environ']), /No such file/);
      await assert.rejects(inside(['sh', '-c', `echo x > ${given}`], { read: [given], write: [] }), /Read-only/);
    });
  });

  it('has no network and no rights', async () => {
    const interfaces = 'import socket; print(*(name for _, name in socket.if_nameindex()))';
    assert.equal(await inside(['python3', '-c', interfaces]), 'lo\n');
    await assert.rejects(inside(['unshare', '--mount', 'true']), /not permitted|Permission denied/);
  });

  it('limits memory, CPU time and files', async () => {
    await assert.rejects(inside(['python3', '-c', 'bytearray(2 << 30)']), /MemoryError/);
    const endless = fenced(['sh', '-c', 'while :; do :; done'], { ...READING, cpu: 1 }, { read: [], write: [] });
    await rejectsWith('limit-exceeded', runProgram(endless));
    await rejectsWith('limit-exceeded', inside(['sh', '-c', 'exec head -c 1 /dev/zero > /tmp/a']));
  });

  it('limits processes, but those of root', async () => {
    const many = 'import os, signal\nfor i in range(200): os.fork() or signal.pause()';
    const somebody = process.getuid?.() === 0 ? ['setpriv', '--reuid=nobody', '--clear-groups'] : [];
    const command = [...somebody, ...fenced(['python3', '-c', many], READING, { read: [], write: [] })];
    await assert.rejects(runProgram(command), /BlockingIOError/);
  });

  it('says which package is missing', async () => {
    await rejectsWith('missing-program', runProgram(['no-such-program']), /no-such-program.*installed/);
  });
});
