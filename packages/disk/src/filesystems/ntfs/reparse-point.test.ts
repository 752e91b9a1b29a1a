import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseReparsePoint } from './reparse-point.ts';

/** A symbolic link or junction ([MS-FSCC] 2.1.2.4, 2.1.2.5). */
function link(tag: number, header: number, name: string): Buffer {
  const text = Buffer.from(name, 'utf16le');
  const bytes = Buffer.alloc(header);
  bytes.writeUInt32LE(tag);
  bytes.writeUInt16LE(header - 8 + text.length, 4);
  bytes.writeUInt16LE(text.length, 10);
  return Buffer.concat([bytes, text]);
}

const targetOf = (bytes: Buffer): string | null => {
  const point = parseReparsePoint(bytes);
  return point.kind === 'link' ? point.target.toString() : null;
};

suite('reparse points', () => {
  test('links and junctions have targets without the prefixes of Windows', () => {
    const symlink = (name: string): string | null => targetOf(link(0xa000_000c, 20, name));
    assert.equal(symlink(String.raw`..\other\file`), '../other/file');
    assert.equal(symlink(String.raw`\Windows`), '/Windows');
    assert.equal(symlink(String.raw`\??\C:\Users\Пользователь`), 'C:/Users/Пользователь');
    assert.equal(symlink(String.raw`\??\UNC\server\share`), '//server/share');
    assert.equal(targetOf(link(0xa000_0003, 16, String.raw`\??\C:\Users`)), 'C:/Users');
    assert.equal(targetOf(Buffer.from('1d0000a00600000002000000612f', 'hex')), 'a/');
  });

  test('pipes and devices are special, all others are kept by somebody else', () => {
    assert.deepEqual(parseReparsePoint(Buffer.from('2400008000000000', 'hex')), { kind: 'special' });
    for (const tag of ['17000080', '13000080', '1a700090']) {
      assert.equal(parseReparsePoint(Buffer.from(`${tag}00000000`, 'hex')).kind, 'foreign');
    }
  });

  test('a link that is cut is refused', () => {
    const whole = link(0xa000_000c, 20, 'target');
    for (let length = 0; length < whole.length; length++) {
      assert.throws(() => parseReparsePoint(whole.subarray(0, length)), { name: 'DiskError', code: 'malformed' });
    }
  });
});
