import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { openExtEditor, type ExtEdit } from '@ingot/disk';
import { memoryTree, program, withFileSource, type MemoryContent } from '@ingot/disk/testing';
import { CLEAN_IMAGE } from '../compliance/built-in/clean-image/clean-image.ts';
import { evaluate } from '../compliance/evaluate.ts';
import { inspect, type Inspected } from '../disk/inspect.ts';
import type { DiskPart } from '../disk/disk-parts.ts';
import { openLinuxGuest } from '../linux/linux-guest.ts';
import type { LinuxContent } from '../testing/astra-content.ts';
import { makeFileSystem, withDirectory } from '../testing/linux-disk.ts';
import { chosenMends, type MendId } from './mends.ts';
import type { Edit, Plan } from './plan.ts';
import { planPreparation } from './plan-preparation.ts';

const editor = await openExtEditor();
const { signal } = new AbortController();
const ALL = chosenMends([], ['domain-join', 'private-keys', 'access-tokens', 'network-passwords', 'logs']);

const dpkg = (name: string, status = 'install ok installed'): string =>
  `Package: ${name}\nStatus: ${status}\nArchitecture: amd64\nVersion: 1\n\n`;
const unit = (wantedBy: string): string => `[Unit]\nDescription=x\n[Install]\nWantedBy=${wantedBy}\n`;

const SYSTEM: LinuxContent = {
  'etc/os-release': 'ID=debian\nNAME=Debian\nVERSION_ID=12\n',
  'etc/fstab': 'LABEL=root / ext4 defaults 0 1\n',
  lib: { link: 'usr/lib' },
  'var/lib/dpkg/status': dpkg('qemu-guest-agent') + dpkg('cloud-init'),
  'usr/lib/systemd/system/qemu-guest-agent.service': unit(
    'dev-virtio\\x2dports-org.qemu.guest_agent.0.device multi-user.target',
  ),
  'usr/lib/systemd/system/cloud-init.service': unit('cloud-init.target'),
  'usr/lib/systemd/system/cloud-final.service': unit('cloud-init.target'),
  'etc/systemd/system/cloud-init.target.wants/cloud-init.service': { link: '/lib/systemd/system/cloud-init.service' },
  'etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
  'etc/shadow': 'root:!:19000:0:99999:7:::\n',
};

/** What a rule of *clean image* finds, one after the other. */
const USED: LinuxContent = {
  ...SYSTEM,
  'etc/machine-id': '0123456789abcdef0123456789abcdef\n',
  'var/lib/dbus/machine-id': '0123456789abcdef0123456789abcdef\n',
  'etc/ssh/ssh_host_rsa_key': 'key',
  'etc/ssh/ssh_host_rsa_key.pub': 'key',
  'root/.ssh/authorized_keys': 'ssh-ed25519 AAAA me\n',
  'home/user/.ssh/authorized_keys': '# none\n',
  'home/user/.ssh/id_rsa': '-----BEGIN RSA PRIVATE KEY-----\n',
  'home/user/.bash_history': 'ls\n',
  'root/.lesshst': { link: '/dev/null' },
  'home/user/.aws/credentials': 'aws_secret_access_key = abcdefghij\n',
  'var/lib/dhcp/dhclient.eth0.leases': 'lease {}\n',
  'var/lib/cloud/instances/i-1/sem/done': '',
  'var/lib/cloud/instances/i-1/user-data.txt': '#cloud-config\n',
  'var/lib/cloud/instance': { link: '/var/lib/cloud/instances/i-1' },
  'var/lib/cloud/data/instance-id': 'i-1\n',
  'var/lib/cloud/scripts/per-boot/mine': 'stays\n',
  'var/lib/systemd/random-seed': 'seed',
  'etc/udev/rules.d/70-persistent-net.rules': 'ATTR{address}=="52:54:00:00:00:01", NAME="eth0"\n',
  'etc/NetworkManager/system-connections/lab': '[wifi-security]\npsk=secret-of-wifi\n',
  'etc/krb5.keytab': 'keytab',
  'etc/cloud/cloud-init.disabled': '',
  'etc/systemd/system/qemu-guest-agent.service': { link: '/dev/null' },
  'var/log/syslog': 'something happened\n',
  'var/log/syslog.1.gz': 'long ago',
  'var/log/journal/0123/system.journal': 'journal',
};

function editOf(edit: Edit): ExtEdit {
  const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
  if (edit.kind === 'empty') return edit;
  const named = { ...edit, name: bytes(edit.name) };
  if (named.kind !== 'link') return named;
  return { ...named, below: named.below === null ? null : bytes(named.below), target: bytes(named.target) };
}

async function planOn(image: string, mends: readonly MendId[]): Promise<{ plan: Plan; inspected: Inspected }> {
  return withFileSource(image, async (source) => {
    const inspected = await inspect(source);
    return { inspected, plan: await planPreparation(inspected.guests, inspected.parts, mends) };
  });
}

/** The outcome of every rule of *clean image* that is not passed. */
function unmet(image: string): Promise<Record<string, string>> {
  return withFileSource(image, async (source) => {
    const { guests, findings } = await inspect(source);
    const facts = { fileType: 'raw', parentFileType: null };
    const { rules } = await evaluate(CLEAN_IMAGE, { image: facts, layout: findings.layout, guests });
    const met: ReadonlySet<string> = new Set(['pass', 'not-applicable']);
    return Object.fromEntries(rules.flatMap((each) => (met.has(each.outcome) ? [] : [[each.rule, each.outcome]])));
  });
}

async function apply(image: string, plan: Plan): Promise<void> {
  const file = { path: image, size: (await stat(image)).size };
  await editor.settle(file, signal);
  await editor.apply(
    file,
    plan.parts.flatMap(({ changes }) => changes.map(({ edit }) => editOf(edit))),
    signal,
  );
  await editor.settle(file, signal);
  await editor.check(file, signal);
}

async function catOf(image: string, at: string): Promise<string> {
  return String(await program(['debugfs', '-R', `cat ${at}`, image]));
}

async function listOf(image: string, at: string): Promise<string> {
  return String(await program(['debugfs', '-R', `ls -l ${at}`, image]));
}

describe('preparing a Linux system', () => {
  it('mends all that was asked for, and nothing else', () =>
    withDirectory(async (directory) => {
      const image = path.join(directory, 'image');
      await makeFileSystem(image, 'ext4', USED);
      const before = await unmet(image);
      assert.equal(Object.keys(before).length, 12, JSON.stringify(before));
      const { plan } = await planOn(image, ALL);
      assert.deepEqual(plan.left, []);
      await apply(image, plan);
      assert.deepEqual(await unmet(image), {});
      const again = await planOn(image, ALL);
      assert.deepEqual(again.plan, { parts: [], left: [] });
      const [system] = again.inspected.findings.systems;
      const starts = system?.services.known
        ? Object.fromEntries(system.services.value.map(({ name, start }) => [name, start]))
        : {};
      assert.deepEqual(starts, {
        'qemu-guest-agent.service': 'enabled',
        'cloud-init.service': 'enabled',
        'cloud-final.service': 'enabled',
      });
      const wants = await listOf(image, '/etc/systemd/system');
      assert.match(wants, /dev-virtio\\x5cx2dports-org\.qemu\.guest_agent\.0\.device\.wants/);
      assert.match(await listOf(image, '/var/lib/dbus'), /machine-id/);
      assert.equal(await catOf(image, '/etc/machine-id'), '');
      assert.equal(await catOf(image, '/home/user/.ssh/authorized_keys'), '# none\n');
      assert.equal(await catOf(image, '/var/lib/cloud/scripts/per-boot/mine'), 'stays\n');
      assert.match(await listOf(image, '/root'), /\.lesshst/);
      assert.match(await listOf(image, '/var/log'), / 0 .* syslog\n/);
      assert.doesNotMatch(await listOf(image, '/var/log'), /syslog\.1/);
    }));

  it('leaves alone what nobody asked for, or somebody wants to keep', () =>
    withDirectory(async (directory) => {
      const image = path.join(directory, 'image');
      await makeFileSystem(image, 'ext4', USED);
      const { plan } = await planOn(image, chosenMends(['shell-history', 'machine-id'], []));
      const mends = new Set(plan.parts.flatMap(({ changes }) => changes.map(({ mend }) => mend)));
      for (const kept of ['shell-history', 'machine-id', 'domain-join', 'private-keys', 'access-tokens', 'logs']) {
        assert.ok(!mends.has(kept), kept);
      }
      assert.ok(mends.has('ssh-host-keys') && mends.has('authorized-keys'));
    }));

  it('changes nothing on a system that is clean, and reads only', () =>
    withDirectory(async (directory) => {
      const image = path.join(directory, 'image');
      const enabled = (name: string): LinuxContent[string] => ({ link: `/lib/systemd/system/${name}.service` });
      await makeFileSystem(image, 'ext4', {
        ...SYSTEM,
        'etc/machine-id': 'uninitialized\n',
        'etc/systemd/system/multi-user.target.wants/qemu-guest-agent.service': enabled('qemu-guest-agent'),
        'etc/systemd/system/cloud-init.target.wants/cloud-final.service': enabled('cloud-final'),
      });
      const hash = async (): Promise<string> =>
        createHash('sha256')
          .update(await readFile(image))
          .digest('hex');
      const before = await hash();
      assert.deepEqual((await planOn(image, ALL)).plan, { parts: [], left: [] });
      assert.equal(await hash(), before);
    }));

  it('says what lies on a file system that is not written to', () =>
    withDirectory(async (directory) => {
      const image = path.join(directory, 'image');
      await makeFileSystem(image, 'btrfs', { ...SYSTEM, 'etc/ssh/ssh_host_rsa_key': 'key' });
      const { plan } = await planOn(image, ['ssh-host-keys']);
      assert.deepEqual(plan, {
        parts: [],
        left: [{ mend: 'ssh-host-keys', path: '/etc/ssh/ssh_host_rsa_key', because: 'file-system', detail: 'btrfs' }],
      });
    }));
});

/** A system in memory; inodes are paths there, so that its plan is only looked at. */
async function planIn(files: Readonly<Record<string, MemoryContent>>, mends: readonly MendId[]): Promise<Plan> {
  const root = memoryTree({ 'etc/os-release': 'ID=debian\n', 'var/lib/dpkg/status': dpkg('base-files'), ...files });
  const usage = (): Promise<{ size: number; free: number }> => Promise.resolve({ size: 0, free: 0 });
  const fileSystem = { kind: 'ext', label: null, uuid: null, warnings: [], root, usage } as const;
  const source = { size: 0, read: async (): Promise<Buffer> => Buffer.alloc(0) };
  const place = { size: 10, source, ranges: [{ offset: 0, length: 10 }] };
  const part: DiskPart = {
    part: { kind: 'whole-disk', name: 'disk', ...place },
    opened: { kind: 'file-system', fileSystem },
  };
  return planPreparation([await openLinuxGuest(root, 'disk', [part])], [part], mends);
}

function touched({ parts }: Plan): string[] {
  return parts.flatMap(({ changes }) => changes.map(({ path: at, edit }) => `${edit.kind} ${at}`));
}

describe('a hostile system', () => {
  it('leads nobody along its links', async () => {
    const plan = await planIn(
      {
        'etc/machine-id': { link: '/etc/shadow' },
        'etc/shadow': 'secret\n',
        'root/.ssh': { link: '../etc' },
        'etc/authorized_keys': 'ssh-rsa AAAA\n',
        'home/user': { link: '../../../../host' },
        'host/.bash_history': 'x',
        'var/lib/cloud': { link: '/etc' },
        'etc/instances/i-1': 'x',
      },
      ALL,
    );
    assert.deepEqual(touched(plan), []);
    assert.deepEqual(plan.left.map(({ path: at, because }) => `${because} ${at}`).toSorted(), [
      'link /etc/machine-id',
      'link /home/user/.bash_history',
      'link /root/.ssh/authorized_keys',
      'link /var/lib/cloud/instances/i-1',
    ]);
  });

  it('has links themselves taken away, not what they lead to', async () => {
    const plan = await planIn(
      { 'etc/ssh/ssh_host_rsa_key': { link: '/etc/passwd' }, 'root/.bash_history': { link: 'a' }, 'root/a': 'x' },
      ALL,
    );
    assert.deepEqual(touched(plan), ['remove /etc/ssh/ssh_host_rsa_key', 'remove /root/.bash_history']);
  });

  it('keeps names that are no line, and has them shown harmlessly', async () => {
    const plan = await planIn({ 'etc/ssh/ssh_host_\nrm x': 'key', 'etc/ssh/ssh_host_"x': 'key' }, ALL);
    assert.deepEqual(touched(plan), ['remove /etc/ssh/ssh_host_"x']);
    assert.deepEqual(plan.left, [
      { mend: 'ssh-host-keys', path: '/etc/ssh/ssh_host_\\u{a}rm x', because: 'name', detail: null },
    ]);
  });

  it('can not have too much done, nor half of it', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`var/lib/cloud/instances/i/${at}`, '']));
    const deep = { [`var/lib/cloud/sem/${'d/'.repeat(60)}x`]: '' };
    for (const files of [many, deep]) {
      const plan = await planIn({ ...files, 'etc/ssh/ssh_host_rsa_key': 'x' }, ALL);
      assert.deepEqual(touched(plan), ['remove /etc/ssh/ssh_host_rsa_key']);
      assert.deepEqual(
        plan.left.map(({ mend, because }) => [mend, because]),
        [['cloud-init-state', 'too-much']],
      );
    }
  });

  it('can not have units linked where no unit is', async () => {
    const plan = await planIn(
      {
        'var/lib/dpkg/status': dpkg('qemu-guest-agent'),
        'usr/lib/systemd/system/qemu-guest-agent.service': unit('../../../x ..target a/b.target multi-user.target'),
        'etc/systemd/system/multi-user.target.wants': { link: '/root' },
        'etc/systemd/system/qemu-guest-agent.service': '',
        root: { directory: true },
      },
      ALL,
    );
    assert.deepEqual(touched(plan), ['remove /etc/systemd/system/qemu-guest-agent.service']);
    assert.deepEqual(
      plan.left.map(({ path: at, because }) => [at, because]),
      [['/etc/systemd/system/multi-user.target.wants/qemu-guest-agent.service', 'link']],
    );
  });
});
