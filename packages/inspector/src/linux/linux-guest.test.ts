import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { DiskError, type FileNode, type Part } from '@ingot/disk';
import { bufferSource, memoryTree, type MemoryContent } from '@ingot/disk/testing';
import type { DiskPart } from '../disk/disk-parts.ts';
import type { LinuxGuest } from '../guest/guest.ts';
import { withDirectory } from '../testing/linux-disk.ts';
import { openLinuxGuest } from './linux-guest.ts';

type Files = Readonly<Record<string, MemoryContent>>;

const PART: Omit<Extract<Part, { kind: 'partition' }>, 'number' | 'name'> = {
  kind: 'partition',
  type: { table: 'mbr', code: 0x83 },
  label: null,
  offset: 0,
  size: 0,
  bootable: false,
  esp: false,
  biosBoot: false,
  source: bufferSource(Buffer.alloc(0)),
  ranges: null,
};

function part(number: number, opened: DiskPart['opened']): DiskPart {
  return { part: { ...PART, number, name: `p${number}` }, opened };
}

interface Names {
  readonly uuid?: string;
  readonly label?: string;
}

function fileSystem(number: number, files: Files, { uuid, label }: Names = {}): DiskPart {
  const usage = (): Promise<{ size: number; free: number }> => Promise.resolve({ size: 0, free: 0 });
  const root = memoryTree(files);
  const opened = { kind: 'ext', label: label ?? null, uuid: uuid ?? null, warnings: [], root, usage } as const;
  return part(number, { kind: 'file-system', fileSystem: opened });
}

function guestOf(files: Files, others: readonly DiskPart[] = []): Promise<LinuxGuest> {
  return openLinuxGuest(memoryTree(files), 'p1', others);
}

async function textAt({ files }: LinuxGuest, at: string): Promise<string | undefined> {
  return (await files.read(at, 1000))?.toString();
}

describe('what fstab mounts', () => {
  const HIDDEN = { 'home/user/key': 'hidden', 'var/key': 'hidden', 'srv/key': 'hidden' };

  it('is found by identifiers, labels, names of devices and of volumes', async () => {
    const volume: DiskPart = {
      part: {
        kind: 'logical-volume',
        name: 'my-vg/data',
        group: 'my-vg',
        volume: 'data',
        size: 0,
        source: PART.source,
        ranges: null,
      },
      opened: fileSystem(0, { key: 'volume' }).opened,
    };
    const others = [
      fileSystem(2, { 'user/key': 'home' }, { uuid: 'AB-1' }),
      fileSystem(3, { key: 'var' }, { label: 'va r' }),
      fileSystem(4, { key: 'fourth' }),
      volume,
    ];
    const fstab = [
      'UUID=ab-1 /home ext4 defaults 0 0',
      'LABEL=va\\040r /var ext4 defaults 0 0',
      '/dev/vda4 /fourth ext4 defaults 0 0',
      '/dev/mapper/my--vg-data /data ext4 defaults 0 0',
      'tmpfs /srv tmpfs defaults 0 0',
      '/dev/vda9 /srv ext4 noauto 0 0',
    ];
    const guest = await guestOf({ ...HIDDEN, 'etc/fstab': fstab.join('\n'), fourth: { directory: true } }, others);
    assert.equal(await textAt(guest, '/home/user/key'), 'home');
    assert.equal(await textAt(guest, '/var/key'), 'var');
    assert.equal(await textAt(guest, '/fourth/key'), 'fourth');
    assert.equal(await textAt(guest, '/data/key'), 'volume');
    assert.equal(await textAt(guest, '/srv/key'), 'hidden');
  });

  it('is unknown, and not what lies below it, when it is elsewhere or encrypted', async () => {
    const fstab = 'UUID=other /home ext4 defaults 0 0\n/dev/sda2 /var ext4 defaults 0 0\n';
    const guest = await guestOf({ ...HIDDEN, 'etc/fstab': fstab }, [part(2, { kind: 'encrypted', scheme: 'luks' })]);
    await assert.rejects(textAt(guest, '/home/user/key'), /not on this disk/);
    await assert.rejects(textAt(guest, '/home'), /not on this disk/);
    await assert.rejects(textAt(guest, '/var/key'), /encrypted/);
    await assert.rejects(Array.fromAsync(guest.files.glob('/home/*/key')), DiskError);
    assert.ok(!guest.packages.known && /encrypted/.test(guest.packages.reason));
  });

  it('makes everything unknown when it is not known', async () => {
    const broken: FileNode = {
      kind: 'file',
      id: 'fstab',
      owner: null,
      modifiedAt: 0,
      content: { size: 10, read: () => Promise.reject(new DiskError('malformed', 'A block is damaged.')) },
    };
    const guest = await guestOf({ ...HIDDEN, 'etc/fstab': broken });
    await assert.rejects(textAt(guest, '/srv/key'), /fstab can't be read: A block is damaged/);
  });
});

describe('a hostile guest', () => {
  it('does not lead out of the image', () =>
    withDirectory(async (directory) => {
      const canary = path.join(directory, 'canary');
      await writeFile(canary, 'ID=stolen\n');
      const guest = await guestOf({
        'etc/os-release': { link: canary },
        'usr/lib/os-release': { link: `../../../../../../..${canary}` },
        'etc/astra_version': '1.7.5',
      });
      assert.ok(guest.os.known && guest.os.value.family === 'linux');
      assert.equal(guest.os.value.id, 'astra');
    }));

  it('is not believed where a pipe, a folder or a link in a circle stands for a file', async () => {
    const pipe = await guestOf({ 'var/lib/dpkg/status': { pipe: true } });
    assert.ok(!pipe.packages.known && /No database of packages/.test(pipe.packages.reason));
    const folder = await guestOf({ 'var/lib/dpkg/status/x': '' });
    assert.ok(!folder.packages.known);
    const circle = await guestOf({ 'var/lib/dpkg/status': { link: 'status' } });
    assert.ok(!circle.packages.known && /40 links/.test(circle.packages.reason));
  });

  it('can not make a file be read that is too long', async () => {
    const endless: FileNode = {
      kind: 'file',
      id: 'status',
      owner: null,
      modifiedAt: 0,
      content: { size: 3 * 2 ** 30, read: () => assert.fail('it was read') },
    };
    const guest = await guestOf({ 'var/lib/dpkg/status': endless });
    assert.ok(!guest.packages.known && /3221225472 bytes/.test(guest.packages.reason));
  });

  it('has its names shown harmlessly', async () => {
    const name = 'evil\u001b[2J\xff\u202e';
    const status = `Package: ${name}\nStatus: install ok installed\nVersion: 1\n`;
    const unit = `usr/lib/systemd/system/a\nb\u001b.service`;
    const guest = await guestOf({ 'var/lib/dpkg/status': status, [unit]: '[Install]\n' });
    assert.ok(guest.packages.known && guest.services.known);
    assert.equal(guest.packages.value.installed[0]?.name, 'evil\\u{1b}[2J\xff\\u{202e}');
    assert.equal(guest.services.value[0]?.name, 'a\\u{a}b\\u{1b}.service');
  });

  it('may nest as deep as it likes', async () => {
    const deep = 'x/'.repeat(2000);
    const guest = await guestOf({ [`${deep}end`]: 'here', 'etc/os-release': 'ID=debian\n' });
    assert.equal(await textAt(guest, `/${deep}end`), 'here');
    await assert.rejects(textAt(guest, `/${'../'.repeat(5000)}end`), /too many components/);
  });
});
