import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, open, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { LVM_DATA, makePartitionedDisk, writePhysicalVolume } from '@ingot/disk/testing';
import { startWorld, type World } from './testing/authorization-matrix/world.ts';

/** From the image that somebody has used to the copy that can be cloned, with the real programs in between. */

const execute = promisify(execFile);
const MiB = 2 ** 20;

interface Preparation {
  readonly id: string;
  readonly imageId: string | null;
  readonly status: string;
  readonly failure: string | null;
  readonly changes: readonly { readonly mend: string; readonly path: string; readonly action: string }[];
  readonly changeCount: number;
  readonly left: readonly { readonly mend: string; readonly path: string; readonly because: string }[];
  readonly reportId: string | null;
}

/** Files of a guest; a link by where it points. */
type Tree = Readonly<Record<string, string | { readonly link: string }>>;

const paragraph = (name: string): string =>
  `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n\n`;
const unit = (name: string): string => `[Unit]\nDescription=${name}\n[Install]\nWantedBy=multi-user.target\n`;

const USED: Tree = {
  'etc/os-release': 'NAME="Astra Linux"\nID=astra\nVERSION_ID=1.7_x86-64\n',
  'etc/astra_version': '1.7.5\n',
  'etc/fstab': 'LABEL=root / ext4 defaults 0 1\n',
  'etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
  'etc/shadow': 'root:!:19000:0:99999:7:::\n',
  'etc/machine-id': '0123456789abcdef0123456789abcdef\n',
  'etc/ssh/ssh_host_rsa_key': 'key of the host',
  'etc/cloud/cloud-init.disabled': '',
  'home/user/.bash_history': 'mysql -u root\n',
  'home/user/.ssh/id_rsa': '-----BEGIN RSA PRIVATE KEY-----\n',
  'var/lib/cloud/instances/i-1/user-data.txt': 'x',
  'var/lib/cloud/instance': { link: '/var/lib/cloud/instances/i-1' },
  'var/lib/dpkg/status': paragraph('cloud-init') + paragraph('qemu-guest-agent'),
  lib: { link: 'usr/lib' },
  'usr/lib/systemd/system/cloud-init.service': unit('cloud-init'),
  'usr/lib/systemd/system/qemu-guest-agent.service': unit('qemu-guest-agent'),
  'usr/sbin/qemu-ga': 'ELF',
  'etc/systemd/system/qemu-guest-agent.service': { link: '/dev/null' },
};

let directory: string;
let world: World;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-preparation-'));
  world = await startWorld();
});
after(async () => {
  await world.stop();
  await rm(directory, { recursive: true });
});

async function fileSystem(tree: Tree, options: readonly string[] = []): Promise<string> {
  const root = await mkdtemp(path.join(directory, 'tree-'));
  for (const [name, content] of Object.entries(tree)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    if (typeof content === 'string') await writeFile(file, content);
    else await symlink(content.link, file);
  }
  const image = `${root}.ext4`;
  await writeFile(image, '');
  await truncate(image, 24 * MiB);
  await execute('mke2fs', ['-q', '-t', 'ext4', '-L', 'root', ...options, '-d', root, image]);
  return image;
}

/** The file system in the second partition of a GPT disk. */
async function gptDisk(root: string): Promise<string> {
  const disk = `${root}.gpt`;
  const linux = '0FC63DAF-8483-4772-8E79-3D69D8477DE4';
  await makePartitionedDisk(disk, 'gpt', [
    { type: linux, name: 'boot', size: MiB },
    { type: linux, name: 'root', size: 24 * MiB, content: root },
  ]);
  return disk;
}

async function imageOf(file: string, fields: object = {}): Promise<string> {
  const wanted = { name: 'used', disk_format: 'raw', container_format: 'bare', visibility: 'private', ...fields };
  const { id } = (await world.asMember('POST', '/v2/images', wanted)) as { id: string };
  const headers = { 'content-type': 'application/octet-stream' };
  const body = new Uint8Array(await readFile(file));
  const answer = await world.send('member', 'PUT', `/v2/images/${id}/file`, { headers, body });
  assert.equal(answer.status, 204, await answer.text());
  return id;
}

async function downloaded(id: string): Promise<Buffer> {
  const answer = await world.send('member', 'GET', `/v2/images/${id}/file`, {});
  assert.equal(answer.status, 200);
  return Buffer.from(await answer.arrayBuffer());
}

async function ask(id: string, order: object): Promise<Preparation> {
  return (await world.asMember('POST', `/api/v1/images/${id}/prepare`, order)) as Preparation;
}

async function prepared(id: string, order: object): Promise<Preparation> {
  const { id: task } = await ask(id, order);
  for (;;) {
    const preparation = (await world.asMember('GET', `/api/v1/preparations/${task}`)) as Preparation;
    if (preparation.status !== 'waiting' && preparation.status !== 'running') return preparation;
    await sleep(50);
  }
}

/** Rules that are not met, of one profile. */
async function broken(report: string, profile: string): Promise<string[]> {
  for (;;) {
    const { status, results } = (await world.asMember('GET', `/api/v1/reports/${report}`)) as {
      readonly status: string;
      readonly results: readonly {
        readonly profile: string;
        readonly rules: readonly { readonly id: string; readonly outcome: string }[];
      }[];
    };
    if (status === 'done') {
      const rules = results.find((each) => each.profile === profile)?.rules ?? [];
      return rules.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn').map(({ id }) => id);
    }
    assert.ok(['waiting', 'running'].includes(status), status);
    await sleep(50);
  }
}

/** That e2fsck finds nothing at all in a part of a disk. */
async function assertSound(disk: Buffer, offset: number): Promise<string> {
  const file = path.join(await mkdtemp(path.join(directory, 'sound-')), 'ext4');
  await writeFile(file, disk.subarray(offset, offset + 24 * MiB));
  await execute('e2fsck', ['-f', '-n', file]);
  return file;
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isOf(mend: string): (change: Preparation['changes'][number]) => boolean {
  return (change) => change.mend === mend;
}

describe('a corrected copy', () => {
  it('is better than the image, which stays as it is', async () => {
    const disk = await gptDisk(await fileSystem(USED));
    const source = await imageOf(disk, { os_distro: 'astra' });
    const trial = await prepared(source, { trial: true });
    assert.equal(trial.status, 'done', trial.failure ?? '');
    assert.equal(trial.imageId, null);
    const done = await prepared(source, { name: 'golden' });
    assert.equal(done.status, 'done', done.failure ?? '');
    assert.deepEqual(done.changes, trial.changes);
    assert.deepEqual([...new Set(done.changes.map(({ mend }) => mend))].toSorted(), [
      'cloud-init',
      'cloud-init-state',
      'guest-agent',
      'machine-id',
      'shell-history',
      'ssh-host-keys',
    ]);
    assert.deepEqual(done.left, []);
    const { imageId, reportId } = done;
    assert.ok(imageId !== null && reportId !== null);
    assert.deepEqual(await broken(reportId, 'clean-image'), ['private-keys']);
    assert.ok(!(await broken(reportId, 'vk-cloud-desktop')).includes('guest-agent'));

    const image = (await world.asMember('GET', `/v2/images/${imageId}`)) as Record<string, unknown>;
    assert.equal(image['status'], 'active');
    assert.equal(image['name'], 'golden');
    assert.equal(image['os_distro'], 'astra');
    assert.equal(image['ingot_prepared_from'], source);
    assert.equal(image['ingot_compliance_clean_image'], 'fail');
    assert.equal(hashOf(await downloaded(source)), hashOf(await readFile(disk)));

    const copy = await downloaded(imageId);
    const original = await readFile(disk);
    assert.ok(copy.subarray(0, 2 * MiB).equals(original.subarray(0, 2 * MiB)));
    const root = await assertSound(copy, 2 * MiB);
    const { stdout } = await execute('debugfs', ['-R', 'ls /etc/systemd/system/multi-user.target.wants', root]);
    assert.match(stdout, /qemu-guest-agent\.service/);
    assert.match(stdout, /cloud-init\.service/);
  });

  it('keeps what it is told to keep, and mends what it is told to', async () => {
    const source = await imageOf(await fileSystem(USED));
    const done = await prepared(source, { keep: ['shell-history'], also: ['private-keys'] });
    assert.equal(done.status, 'done', done.failure ?? '');
    assert.ok(!done.changes.some(isOf('shell-history')) && done.changes.some(isOf('private-keys')));
    assert.deepEqual(await broken(done.reportId ?? '', 'clean-image'), ['shell-history']);
    const again = await prepared(done.imageId ?? '', { keep: ['shell-history'] });
    assert.equal(again.status, 'done', again.failure ?? '');
    assert.deepEqual([again.changeCount, again.left], [0, []]);
    assert.equal(hashOf(await downloaded(again.imageId ?? '')), hashOf(await downloaded(done.imageId ?? '')));
  });

  it('is made of a disk in any format, and of a logical volume in pieces', async () => {
    const root = await readFile(await fileSystem(USED));
    const uuid = (letter: string): string => [6, 4, 4, 4, 4, 4, 6].map((length) => letter.repeat(length)).join('-');
    const segment = (number: number, start: number, extents: number, at: number): string =>
      `segment${number} {\nstart_extent = ${start}\nextent_count = ${extents}\ntype = "striped"\nstripe_count = 1\nstripes = [\n"pv0", ${at}\n]\n}\n`;
    const text = `vg {\nid = "${uuid('d')}"\nseqno = 1\nformat = "lvm2"\nstatus = ["RESIZEABLE", "READ", "WRITE"]\nflags = []\nextent_size = 2048\nphysical_volumes {\npv0 {\nid = "${uuid('a')}"\ndevice = "/dev/sda"\nstatus = ["ALLOCATABLE"]\nflags = []\ndev_size = 65536\npe_start = ${LVM_DATA / 512}\npe_count = 30\n}\n}\nlogical_volumes {\nroot {\nid = "${uuid('c')}"\nstatus = ["READ", "WRITE", "VISIBLE"]\nflags = []\nsegment_count = 2\n${segment(1, 0, 10, 16)}${segment(2, 10, 14, 0)}}\n}\n}\n`;
    const disk = Buffer.alloc(32 * MiB);
    writePhysicalVolume(disk, { id: uuid('a').replaceAll('-', ''), text });
    root.copy(disk, LVM_DATA + 16 * MiB, 0, 10 * MiB);
    root.copy(disk, LVM_DATA, 10 * MiB, 24 * MiB);
    const [raw, qcow2] = [path.join(directory, 'lvm.raw'), path.join(directory, 'lvm.qcow2')];
    await writeFile(raw, disk);
    await execute('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, qcow2]);
    const done = await prepared(await imageOf(qcow2, { disk_format: 'qcow2' }), { also: ['private-keys'] });
    assert.equal(done.status, 'done', done.failure ?? '');
    assert.deepEqual(await broken(done.reportId ?? '', 'clean-image'), []);
    const copy = await downloaded(done.imageId ?? '');
    const pieces = [
      copy.subarray(LVM_DATA + 16 * MiB, LVM_DATA + 26 * MiB),
      copy.subarray(LVM_DATA, LVM_DATA + 14 * MiB),
    ];
    await assertSound(Buffer.concat(pieces), 0);
    assert.ok(copy.subarray(0, LVM_DATA).equals(disk.subarray(0, LVM_DATA)));
  });

  it('has its journal replayed before anything is changed', async () => {
    const root = await fileSystem(USED);
    // A transaction that puts another block where the machine's id lies, and was not carried out yet.
    const { stdout } = await execute('debugfs', ['-R', 'blocks /etc/machine-id', root]);
    const block = path.join(directory, 'block');
    await writeFile(block, 'fedcba9876543210fedcba9876543210\n'.padEnd(1024, '\0'));
    const commands = `journal_open\njournal_write -b ${stdout.trim()} ${block}\njournal_close\n`;
    await writeFile(`${root}.commands`, commands);
    await execute('debugfs', ['-w', '-f', `${root}.commands`, root]);
    const done = await prepared(await imageOf(root), {});
    assert.equal(done.status, 'done', done.failure ?? '');
    const copy = await assertSound(await downloaded(done.imageId ?? ''), 0);
    assert.equal((await execute('debugfs', ['-R', 'cat /etc/machine-id', copy])).stdout, '');
  });

  it('is not made where it can not be, and nothing is left', async () => {
    const btrfs = path.join(directory, 'btrfs');
    const tree = (await fileSystem(USED)).replace(/\.ext4$/, '');
    await writeFile(btrfs, '');
    await truncate(btrfs, 128 * MiB);
    await execute('mkfs.btrfs', ['-q', '--rootdir', tree, btrfs]);
    const damaged = await fileSystem(USED);
    await execute('debugfs', ['-w', '-R', 'clri /home/user', damaged]);
    const empty = path.join(directory, 'empty');
    await writeFile(empty, Buffer.alloc(MiB));
    for (const [file, reason] of [
      [btrfs, /btrfs.*only ext2, ext3 and ext4/],
      [damaged, /damaged.*e2fsck/],
      [empty, /No Linux system/],
    ] as const) {
      const failed = await prepared(await imageOf(file), {});
      assert.equal(failed.status, 'failed');
      assert.match(failed.failure ?? '', reason);
      const image = (await world.asMember('GET', `/v2/images/${failed.imageId}`)) as Record<string, unknown>;
      assert.equal(image['status'], 'queued');
    }
  });

  it('is cancelled with its image, and by itself', async () => {
    const source = await imageOf(await fileSystem(USED));
    const first = await ask(source, {});
    await world.asMember('DELETE', `/v2/images/${first.imageId}`);
    const second = await ask(source, {});
    await world.asMember('POST', `/api/v1/preparations/${second.id}/cancel`);
    for (const { id } of [first, second]) {
      let status = 'waiting';
      while (status === 'waiting' || status === 'running') {
        ({ status } = (await world.asMember('GET', `/api/v1/preparations/${id}`)) as Preparation);
        await sleep(50);
      }
      assert.equal(status, 'cancelled');
    }
  });
});

describe('a hostile image', () => {
  it('has nothing changed but what is called by its own name', async () => {
    const root = await fileSystem({
      ...USED,
      'etc/machine-id': { link: '/etc/passwd' },
      'root/.ssh': { link: '../etc' },
      'etc/authorized_keys': 'ssh-rsa AAAA x\n',
      'etc/ssh/ssh_host_"; rm passwd': 'key',
      'etc/ssh/ssh_host_\nrm passwd': 'key',
    });
    const done = await prepared(await imageOf(root), {});
    assert.equal(done.status, 'done', done.failure ?? '');
    assert.deepEqual(done.left.map(({ path: at, because }) => `${because} ${at}`).toSorted(), [
      'link /etc/machine-id',
      'link /root/.ssh/authorized_keys',
      'name /etc/ssh/ssh_host_\\u{a}rm passwd',
    ]);
    const copy = await assertSound(await downloaded(done.imageId ?? ''), 0);
    const passwd = await execute('debugfs', ['-R', 'cat /etc/passwd', copy]);
    assert.match(passwd.stdout, /^root:x/);
    assert.match((await execute('debugfs', ['-R', 'cat /etc/authorized_keys', copy])).stdout, /^ssh-rsa/);
  });

  it('that is full still loses what is left over', async () => {
    const root = await fileSystem(USED, ['-m', '0']);
    const filler = path.join(directory, 'filler');
    await using handle = await open(filler, 'w');
    await handle.write(Buffer.alloc(24 * MiB, 'x'));
    await execute('debugfs', ['-w', '-R', `write ${filler} filler`, root]).catch(() => undefined);
    await execute('e2fsck', ['-f', '-y', root]).catch(() => undefined);
    const done = await prepared(await imageOf(root), {});
    assert.equal(done.status, 'done', done.failure ?? '');
    assert.ok(done.changes.some(isOf('ssh-host-keys')) && done.changes.some(isOf('machine-id')));
    await assertSound(await downloaded(done.imageId ?? ''), 0);
  });
});
