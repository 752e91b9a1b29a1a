import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DiskError } from '@ingot/disk';
import type { Service } from '../../report/findings.ts';
import { evaluate } from '../evaluate.ts';
import { parseProfile } from '../parse-profile.ts';
import type { Profile } from '../profile.ts';
import type { Subject } from '../subject.ts';
import { GOOD_ASTRA, GOOD_WINDOWS } from '../testing/example-guests.ts';
import { layoutOf, linuxGuest, subjectOf, unreadable, windowsGuest, type Entry } from '../testing/guest-in-memory.ts';
import { BUILT_IN_PROFILES } from './built-in-profiles.ts';
import { CLEAN_IMAGE } from './clean-image/clean-image.ts';
import { H3C_TCI, H3C_VOI } from './h3c.ts';
import { VK_CLOUD_DESKTOP } from './vk-cloud-desktop.ts';

interface Change {
  readonly files?: Readonly<Record<string, Entry>>;
  /** null takes a package away. */
  readonly packages?: Readonly<Record<string, string | null>>;
  readonly incomplete?: Readonly<Record<string, string>>;
  readonly services?: Readonly<Record<string, Service['start']>>;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly edition?: string;
  readonly id?: string;
}

const SECRET = 'hunter2-is-my-secret';

function astra({ files, packages, services, incomplete = {}, edition, id }: Change = {}): Subject {
  const all = Object.entries({ ...GOOD_ASTRA.packages, ...packages });
  const os = { ...(edition !== undefined && { edition }), ...(id !== undefined && { id }) };
  return subjectOf(
    linuxGuest(os, {
      files: { ...GOOD_ASTRA.files, ...files },
      packages: Object.fromEntries(all.filter((each): each is [string, string] => each[1] !== null)),
      incomplete,
      services: { ...GOOD_ASTRA.services, ...services },
    }),
  );
}

function windows({ files, services, values, edition }: Change = {}): Subject {
  return subjectOf(
    windowsGuest(edition === undefined ? {} : { edition }, {
      files: { ...GOOD_WINDOWS.files, ...files },
      packages: GOOD_WINDOWS.packages,
      services: { ...GOOD_WINDOWS.services, ...services },
      values: { ...GOOD_WINDOWS.values, ...values },
    }),
  );
}

/** The rules that are not met, with what was seen first. */
async function unmet(profile: Profile, subject: Subject): Promise<Record<string, string>> {
  const { rules } = await evaluate(profile, subject);
  const broken = rules.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn');
  assert.ok(!JSON.stringify(rules).includes(SECRET), 'a secret is in the report');
  return Object.fromEntries(broken.map(({ rule, evidence }) => [rule, evidence[0]?.what ?? '']));
}

/** One thing that is wrong → the one rule that says so, by what. */
const BROKEN_ASTRA: readonly [Profile, string, string, Change][] = [
  [VK_CLOUD_DESKTOP, 'astra-orel', 'system', { edition: 'smolensk' }],
  [VK_CLOUD_DESKTOP, 'graphical-desktop', 'not-installed', { packages: { 'fly-dm': null } }],
  [
    VK_CLOUD_DESKTOP,
    'graphical-desktop',
    'no-match',
    { files: { '/etc/systemd/system/default.target': { link: '/lib/systemd/system/multi-user.target' } } },
  ],
  [VK_CLOUD_DESKTOP, 'guest-agent', 'not-installed', { packages: { 'qemu-guest-agent': null } }],
  [
    VK_CLOUD_DESKTOP,
    'guest-agent',
    'half-installed',
    { packages: { 'qemu-guest-agent': null }, incomplete: { 'qemu-guest-agent': 'deinstall ok config-files' } },
  ],
  [VK_CLOUD_DESKTOP, 'guest-agent', 'does-not-start', { services: { 'qemu-guest-agent.service': 'masked' } }],
  [
    VK_CLOUD_DESKTOP,
    'cloud-init',
    'half-installed',
    { packages: { 'cloud-init': null }, incomplete: { 'cloud-init': 'install ok half-configured' } },
  ],
  [VK_CLOUD_DESKTOP, 'cloud-init', 'there', { files: { '/etc/cloud/cloud-init.disabled': '' } }],
  [
    VK_CLOUD_DESKTOP,
    'cloud-init',
    'text',
    { files: { '/boot/grub/grub.cfg': 'linux /vmlinuz root=/dev/sda1 cloud-init=disabled\n' } },
  ],
  [
    VK_CLOUD_DESKTOP,
    'cloud-init-source',
    'text',
    { files: { '/etc/cloud/cloud.cfg': 'datasource_list: [ NoCloud ]\ndatasource:\n  OpenStack: {}\n' } },
  ],
  [
    VK_CLOUD_DESKTOP,
    'cloud-init-source',
    'text',
    { files: { '/etc/cloud/cloud.cfg.d/99.cfg': 'datasource_list:\n- NoCloud\n- None\nx: OpenStack\n' } },
  ],
  [VK_CLOUD_DESKTOP, 'rdp', 'does-not-start', { services: { 'xrdp.service': 'masked' } }],
  [VK_CLOUD_DESKTOP, 'active-directory', 'not-installed', { packages: { 'astra-ad-sssd-client': null } }],
  [VK_CLOUD_DESKTOP, 'python3-termidesk-agent', 'wrong-version', { packages: { 'python3-termidesk-agent': '3.9' } }],
  [
    VK_CLOUD_DESKTOP,
    'python3-termidesk-agent',
    'not-installed',
    { packages: { 'python3-termidesk-agent': null, 'python3-termidesk-agent-decoy': '4.3' } },
  ],
  [CLEAN_IMAGE, 'machine-id', 'machine-id', { files: { '/etc/machine-id': '0123456789abcdef0123456789abcdef\n' } }],
  [
    CLEAN_IMAGE,
    'machine-id',
    'machine-id',
    { files: { '/var/lib/dbus/machine-id': '0123456789abcdef0123456789abcdef\n' } },
  ],
  [CLEAN_IMAGE, 'ssh-host-keys', 'there', { files: { '/etc/ssh/ssh_host_rsa_key': SECRET } }],
  [CLEAN_IMAGE, 'domain-join', 'there', { files: { '/etc/krb5.keytab': SECRET } }],
  [
    CLEAN_IMAGE,
    'cloud-init-state',
    'link',
    { files: { '/var/lib/cloud/instance': { link: '/var/lib/cloud/instances/i' } } },
  ],
  [CLEAN_IMAGE, 'dhcp-leases', 'not-empty', { files: { '/var/lib/dhcp/dhclient.eth0.leases': 'lease {}' } }],
  [
    CLEAN_IMAGE,
    'network-hardware',
    'hardware-address',
    {
      files: {
        '/etc/udev/rules.d/70-persistent-net.rules':
          'SUBSYSTEM=="net", ATTR{address}=="52:54:00:00:00:01", NAME="eth0"\n',
      },
    },
  ],
  [CLEAN_IMAGE, 'random-seed', 'not-empty', { files: { '/var/lib/systemd/random-seed': 'x' } }],
  [
    CLEAN_IMAGE,
    'authorized-keys',
    'public-key',
    { files: { '/root/.ssh/authorized_keys': `# from\nssh-ed25519 ${SECRET} builder\n` } },
  ],
  [
    CLEAN_IMAGE,
    'private-keys',
    'private-key',
    { files: { '/home/user/.ssh/id_rsa': `-----BEGIN RSA PRIVATE KEY-----\n${SECRET}\n` } },
  ],
  [
    CLEAN_IMAGE,
    'private-keys',
    'private-key',
    { files: { '/root/any.pem': `junk\n-----BEGIN PRIVATE KEY-----\n${SECRET}\n` } },
  ],
  [
    CLEAN_IMAGE,
    'access-tokens',
    'access-token',
    { files: { '/root/.aws/credentials': `[default]\naws_secret_access_key = ${SECRET}\n` } },
  ],
  [
    CLEAN_IMAGE,
    'access-tokens',
    'access-token',
    { files: { '/home/user/.git-credentials': `https://me:${SECRET}@git.example\n` } },
  ],
  [
    CLEAN_IMAGE,
    'access-tokens',
    'access-token',
    { files: { '/home/user/demo-openrc.sh': `export OS_PASSWORD=${SECRET}\n` } },
  ],
  [CLEAN_IMAGE, 'access-tokens', 'password', { files: { '/home/user/.pgpass': `db:5432:*:me:${SECRET}\n` } }],
  [
    CLEAN_IMAGE,
    'network-passwords',
    'password',
    { files: { '/etc/NetworkManager/system-connections/lab.nmconnection': `[wifi-security]\npsk=${SECRET}\n` } },
  ],
  [
    CLEAN_IMAGE,
    'password-hashes',
    'password-hash',
    { files: { '/etc/shadow': `root:$6$fixture$${SECRET}:19000:0:99999:7:::\n` } },
  ],
  [
    CLEAN_IMAGE,
    'password-hashes',
    'password-hash',
    { files: { '/etc/shadow': `root:!$6$fixture$${SECRET}:19000:0:99999:7:::\n` } },
  ],
  [
    CLEAN_IMAGE,
    'empty-passwords',
    'empty-password',
    { files: { '/etc/shadow': 'root:!:1::::::\nuser::19000:0:99999:7:::\n' } },
  ],
  [CLEAN_IMAGE, 'shell-history', 'not-empty', { files: { '/home/user/.bash_history': `mysql -p${SECRET}\n` } }],
];

const SETUP = 'SYSTEM\\Setup\\Status\\SysprepStatus\\GeneralizationState';
const TCPIP = 'SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
const BROKEN_WINDOWS: readonly [Profile, string, string, Change][] = [
  [VK_CLOUD_DESKTOP, 'domain-edition', 'system', { edition: 'Core' }],
  [VK_CLOUD_DESKTOP, 'guest-agent-windows', 'does-not-start', { services: { 'QEMU-GA': 'disabled' } }],
  [VK_CLOUD_DESKTOP, 'cloudbase-init', 'does-not-start', { services: { 'cloudbase-init': 'manual' } }],
  [
    VK_CLOUD_DESKTOP,
    'rdp-windows',
    'value',
    { values: { 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\fDenyTSConnections': 1 } },
  ],
  [CLEAN_IMAGE, 'sysprep', 'value', { values: { [SETUP]: 3 } }],
  [
    CLEAN_IMAGE,
    'sysprep',
    'value',
    { values: { 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Setup\\State\\ImageState': 'IMAGE_STATE_COMPLETE' } },
  ],
  [CLEAN_IMAGE, 'domain-join-windows', 'value', { values: { [`${TCPIP}\\Domain`]: 'old.example.test' } }],
  [
    CLEAN_IMAGE,
    'answer-file-passwords',
    'password',
    {
      files: {
        'C:/Windows/Panther/unattend.xml': `<u><AutoLogon><Password><Value>${SECRET}</Value></Password></AutoLogon></u>`,
      },
    },
  ],
  [
    CLEAN_IMAGE,
    'answer-file-passwords',
    'password',
    { files: { 'C:/unattend.xml': Buffer.from(`\ufeff<u:Password>\r\n <u:Value>${SECRET}</u:Value>`, 'utf16le') } },
  ],
  [
    CLEAN_IMAGE,
    'automatic-logon',
    'value',
    { values: { 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon\\DefaultPassword': SECRET } },
  ],
  [
    CLEAN_IMAGE,
    'private-keys-windows',
    'private-key',
    { files: { 'C:/Users/user/.ssh/id_ed25519': '-----BEGIN OPENSSH PRIVATE KEY-----\r\n' } },
  ],
  [CLEAN_IMAGE, 'ssh-host-keys-windows', 'there', { files: { 'C:/ProgramData/ssh/ssh_host_rsa_key': SECRET } }],
  [
    CLEAN_IMAGE,
    'authorized-keys-windows',
    'public-key',
    { files: { 'C:/ProgramData/ssh/administrators_authorized_keys': 'ssh-rsa AAAA x\n' } },
  ],
  [
    CLEAN_IMAGE,
    'dhcp-leases-windows',
    'value',
    { values: { [`${TCPIP}\\Interfaces\\{1}\\DhcpIPAddress`]: '192.0.2.20' } },
  ],
];

describe('built-in profiles', () => {
  it('have the form that profiles from files have', () => {
    for (const profile of BUILT_IN_PROFILES) assert.deepEqual(parseProfile(structuredClone(profile)), profile);
  });

  it('pass a system that is as it should be', async () => {
    for (const subject of [astra(), windows()]) {
      for (const profile of [VK_CLOUD_DESKTOP, CLEAN_IMAGE]) {
        const { verdict, rules } = await evaluate(profile, subject);
        const others = rules.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable');
        assert.deepEqual({ verdict, others }, { verdict: 'pass', others: [] });
      }
    }
  });

  for (const [good, cases] of [
    [astra, BROKEN_ASTRA],
    [windows, BROKEN_WINDOWS],
  ] as const) {
    for (const [index, [profile, rule, what, change]] of cases.entries()) {
      it(`${profile.id} says ${rule} of ${what} (${good.name} ${index})`, async () => {
        assert.deepEqual(await unmet(profile, good(change)), { [rule]: what });
      });
    }
  }

  it('have a broken example for every rule', () => {
    const covered = new Set([...BROKEN_ASTRA, ...BROKEN_WINDOWS].map(([, rule]) => rule));
    const alike = ['termidesk-pcsc-vscard', 'termidesk-video-agent', 'spice-vdagent', 'xserver-xorg-video-qxl'];
    const others = ['supported-system', 'termidesk-agent-windows', 'shut-down', 'readable-disk', 'complete-disk'];
    const elsewhere = new Set([...others, ...alike]);
    for (const { rules } of [VK_CLOUD_DESKTOP, CLEAN_IMAGE]) {
      for (const { id } of rules) assert.ok(covered.has(id) || elsewhere.has(id), id);
    }
  });

  it('refuse other systems', async () => {
    const debian = await evaluate(VK_CLOUD_DESKTOP, astra({ id: 'debian' }));
    assert.equal(debian.verdict, 'fail');
    assert.equal(debian.rules.find(({ rule }) => rule === 'supported-system')?.outcome, 'fail');
    assert.equal(debian.rules.find(({ rule }) => rule === 'astra-orel')?.outcome, 'not-applicable');
  });

  it('never pass what cannot be read', async () => {
    const whole = [astra(), windows()].flatMap(({ guests }) => guests);
    for (const guest of whole.map(unreadable)) {
      for (const profile of [VK_CLOUD_DESKTOP, CLEAN_IMAGE]) {
        const { verdict, rules } = await evaluate(profile, subjectOf(guest));
        assert.equal(verdict, 'unknown');
        const known = rules.filter(({ outcome }) => outcome === 'pass').map(({ rule }) => rule);
        const ofTheDisk = ['shut-down', 'readable-disk', 'complete-disk'];
        const ofTheRest = new Set(['supported-system', 'domain-edition', 'astra-orel', ...ofTheDisk]);
        assert.deepEqual(
          known.filter((rule) => !ofTheRest.has(rule)),
          [],
        );
        assert.deepEqual(
          rules.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn'),
          [],
        );
      }
    }
  });

  it('do not take one file that cannot be read for one that is clean', async () => {
    const files = { '/home/user/.ssh/id_rsa': new DiskError('malformed', 'The disk ends too soon.') };
    const { verdict, rules } = await evaluate(CLEAN_IMAGE, astra({ files }));
    const keys = rules.find(({ rule }) => rule === 'private-keys');
    assert.deepEqual([verdict, keys?.outcome, keys?.reasons], ['unknown', 'unknown', ['The disk ends too soon.']]);
  });

  it('do not trust hives whose changes are in their logs', async () => {
    const [guest] = windows().guests;
    assert.ok(guest?.family === 'windows');
    const dirty = { ...guest, registry: { ...guest.registry, dirty: ['SYSTEM' as const] } };
    assert.equal((await evaluate(CLEAN_IMAGE, subjectOf(dirty))).verdict, 'unknown');
  });

  it('know neither an encrypted disk nor one without a system', async () => {
    const [part, ...rest] = layoutOf([]).parts;
    assert.ok(part);
    const encrypted = { ...part, content: { kind: 'encrypted', scheme: 'luks' } } as const;
    const subject = { ...astra(), layout: { ...layoutOf([]), parts: [encrypted, ...rest] } };
    assert.equal((await evaluate(CLEAN_IMAGE, subject)).verdict, 'unknown');
    for (const profile of BUILT_IN_PROFILES) {
      const { verdict, rules } = await evaluate(profile, { ...subject, guests: [] });
      assert.equal(verdict, 'unknown');
      assert.ok(rules.every(({ outcome }) => outcome === 'unknown'));
    }
  });

  it('see that a system was not shut down', async () => {
    const subject = { ...windows(), layout: layoutOf(['hibernated']) };
    assert.deepEqual(await unmet(CLEAN_IMAGE, subject), { 'shut-down': 'hibernated' });
    assert.deepEqual(await unmet(VK_CLOUD_DESKTOP, subject), { 'shut-down': 'hibernated' });
  });

  it('fail a disk that ends too soon, whatever they ask of it', async () => {
    const [part, ...rest] = layoutOf([]).parts;
    assert.ok(part);
    const layout = { ...layoutOf([]), parts: [{ ...part, flags: ['incomplete' as const] }, ...rest] };
    for (const profile of [VK_CLOUD_DESKTOP, CLEAN_IMAGE, H3C_VOI, H3C_TCI]) {
      assert.deepEqual(await unmet(profile, { ...astra(), layout }), { 'complete-disk': 'cut-off' });
    }
  });

  it('need every system on a disk to be right', async () => {
    const both = subjectOf(...astra().guests, ...astra({ files: { '/etc/machine-id': 'ab\n' } }).guests);
    assert.deepEqual(await unmet(CLEAN_IMAGE, both), { 'machine-id': 'machine-id' });
  });

  it('ask of H3C the file type that its endpoints take', async () => {
    const verdict = async (
      profile: Profile,
      subject: Subject,
      fileType: string | null,
      parentFileType: string | null,
    ) => (await evaluate(profile, { ...subject, image: { fileType, parentFileType } })).verdict;
    for (const [profile, subject, type, parent, expected] of [
      [H3C_VOI, astra(), 'qcow2', null, 'pass'],
      [H3C_VOI, astra(), 'vhd', null, 'fail'],
      [H3C_VOI, windows(), 'vhd', null, 'pass'],
      [H3C_VOI, windows(), 'qcow2', null, 'fail'],
      [H3C_VOI, windows(), 'vhd', 'vhd', 'fail'],
      [H3C_TCI, windows(), 'qcow2', null, 'pass'],
      [H3C_TCI, windows(), 'vhd', null, 'fail'],
      [H3C_TCI, astra(), 'raw', null, 'fail'],
      [H3C_TCI, astra(), 'qcow2', 'qcow2', 'pass'],
      [H3C_TCI, astra(), null, null, 'unknown'],
    ] as const) {
      assert.equal(await verdict(profile, subject, type, parent), expected, `${profile.id} ${type} ${parent}`);
    }
  });
});
