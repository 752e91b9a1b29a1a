import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { DiskError } from '../disk-error.ts';
import { withTemporaryDirectory } from '../testing/qemu-img.ts';
import { compressionOf, type Compression } from './compression.ts';
import { openUnpacker } from './unpacker.ts';

const run = promisify(execFile);
const PLAIN = Buffer.concat([randomBytes(300_000), Buffer.alloc(5_000_000), randomBytes(100_000)]);
const NEVER = new AbortController().signal;
const unpacker = await openUnpacker();

async function packedBy(compression: Compression, bytes: Buffer): Promise<Buffer> {
  let packed = Buffer.alloc(0);
  await withTemporaryDirectory(async (directory) => {
    const file = join(directory, 'plain');
    await writeFile(file, bytes);
    const encoding = 'buffer';
    const { stdout } = await run(compression, ['-c', '-q', file], { encoding, maxBuffer: 2 ** 26 });
    packed = stdout;
  });
  return packed;
}

/** As they come from a socket. */
async function* inPieces(bytes: Buffer, size = 65_536): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function unpacked(packed: AsyncIterable<Buffer>, compression: Compression, maxSize = 2 ** 30): Promise<Buffer> {
  const options = { compression, maxSize, signal: NEVER };
  return Buffer.concat(await Array.fromAsync(unpacker.unpack(packed, options)));
}

function isDiskError(code: DiskError['code']) {
  return (error: unknown): boolean => error instanceof DiskError && error.code === code;
}

describe('a compressed file', () => {
  for (const compression of ['gzip', 'zstd', 'xz', 'bzip2'] as const) {
    it(`of ${compression} is told by its first bytes, and comes out as it went in`, async () => {
      const packed = await packedBy(compression, PLAIN);
      assert.equal(compressionOf(packed), compression);
      assert.ok((await unpacked(inPieces(packed), compression)).equals(PLAIN));
      // Files put end to end are one file to these programs.
      assert.equal((await unpacked(inPieces(Buffer.concat([packed, packed])), compression)).length, 2 * PLAIN.length);
    });

    it(`of ${compression} that is cut off, damaged or too large is refused`, async () => {
      const packed = await packedBy(compression, PLAIN);
      const cut = inPieces(packed.subarray(0, packed.length - 1000));
      await assert.rejects(unpacked(cut, compression), isDiskError('malformed'));
      const damaged = Buffer.from(packed);
      damaged.fill(0x55, 150_000, 150_100);
      await assert.rejects(unpacked(inPieces(damaged), compression), isDiskError('malformed'));
      await assert.rejects(unpacked(inPieces(packed), compression, 1_000_000), isDiskError('limit-exceeded'));
    });

    it(`of ${compression} fails as its sender does, and ends when nobody wants it`, async () => {
      const packed = await packedBy(compression, PLAIN);
      const breaking = async function* breaking(): AsyncGenerator<Buffer> {
        yield packed.subarray(0, 100_000);
        throw new Error('the connection broke');
      };
      await assert.rejects(unpacked(breaking(), compression), /the connection broke/);
      const controller = new AbortController();
      const options = { compression, maxSize: 2 ** 30, signal: controller.signal };
      const waiting = async function* waiting(): AsyncGenerator<Buffer> {
        yield packed.subarray(0, 100_000);
        controller.abort(new Error('not wanted'));
        yield packed.subarray(100_000);
      };
      await assert.rejects(Array.fromAsync(unpacker.unpack(waiting(), options)), /not wanted/);
      for await (const bytes of unpacker.unpack(inPieces(packed), { ...options, signal: NEVER })) {
        assert.ok(bytes.length > 0);
        break;
      }
    });
  }

  it('is not what begins like something else', () => {
    for (const head of ['', 'BZh9 is a text', 'QFI\xfb', '\x1f\x8b', 'PK\x03\x04']) {
      assert.equal(compressionOf(Buffer.from(head, 'latin1')), null);
    }
  });
});
