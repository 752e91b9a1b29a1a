import type { GuestSystem, GuestVerdict } from './guest-report.ts';

/** What has to be said of the Astra Linux desktops, wherever they lie. */
export interface ExpectedGuest {
  readonly system: Omit<GuestSystem, 'part'>;
  readonly profiles: Readonly<Record<string, GuestVerdict>>;
}

const OS = {
  family: 'linux' as const,
  id: 'astra',
  like: ['debian'],
  name: 'Astra Linux',
  version: '1.7_x86-64',
  build: '1.7.5.9',
};

const BASE = [
  'base-files 11',
  'dpkg 1.19.8',
  'fly-dm 2.9',
  'fly-wm 2.30',
  'libc6 2.28-10',
  'linux-image-5.15.0-70-generic 5.15.0',
  'systemd 241-7',
  'xserver-xorg-core 2:1.20',
];

/** What H3C asks of a qcow2 image with a Linux on it that is no child of another. */
const H3C: Readonly<Record<string, GuestVerdict>> = {
  'h3c-voi': {
    verdict: 'pass',
    pass: ['complete-disk', 'parent-not-vhd', 'voi-qcow2'],
    fail: {},
    warn: {},
    unknown: [],
  },
  'h3c-tci': {
    verdict: 'pass',
    pass: ['complete-disk', 'parent-not-vhd', 'tci-qcow2'],
    fail: {},
    warn: {},
    unknown: [],
  },
};

export const ASTRA_GOOD: ExpectedGuest = {
  system: {
    os: { ...OS, edition: 'orel' },
    architecture: 'x86_64',
    packages: [
      ...BASE,
      'astra-ad-sssd-client 0.24',
      'cloud-init 20.4',
      'firefox 115',
      'libreoffice 7.3',
      'python3-termidesk-agent 4.3.2.24030',
      'qemu-guest-agent 1:5.2',
      'spice-vdagent 0.18',
      'sssd 1.16.3',
      'termidesk-pcsc-vscard 1.8',
      'termidesk-video-agent 1.4',
      'xorgxrdp 0.2.9',
      'xrdp 0.9.9',
      'xserver-xorg-video-qxl 0.1.5',
    ].toSorted(),
    incomplete: [],
    services: {
      enabled: [
        'cloud-init.service',
        'display-manager.service',
        'fly-dm.service',
        'qemu-guest-agent.service',
        'sssd.service',
        'termidesk-agent.service',
        'xrdp.service',
      ],
    },
  },
  profiles: {
    ...H3C,
    'vk-cloud-desktop': {
      verdict: 'pass',
      pass: [
        'active-directory',
        'astra-orel',
        'cloud-init',
        'cloud-init-source',
        'complete-disk',
        'graphical-desktop',
        'guest-agent',
        'python3-termidesk-agent',
        'rdp',
        'shut-down',
        'spice-vdagent',
        'supported-system',
        'termidesk-pcsc-vscard',
        'termidesk-video-agent',
        'xserver-xorg-video-qxl',
      ],
      fail: {},
      warn: {},
      unknown: [],
    },
    'clean-image': {
      verdict: 'pass',
      pass: [
        'access-tokens',
        'authorized-keys',
        'cloud-init-state',
        'complete-disk',
        'dhcp-leases',
        'domain-join',
        'empty-passwords',
        'machine-id',
        'network-hardware',
        'network-passwords',
        'password-hashes',
        'private-keys',
        'random-seed',
        'readable-disk',
        'shell-history',
        'shut-down',
        'ssh-host-keys',
      ],
      fail: {},
      warn: {},
      unknown: [],
    },
  },
};

export const ASTRA_BAD: ExpectedGuest = {
  system: {
    os: { ...OS, edition: 'smolensk' },
    architecture: 'x86_64',
    packages: [...BASE, 'spice-vdagent 0.18', 'xrdp 0.9.9'].toSorted(),
    incomplete: ['cloud-init: install ok half-configured', 'qemu-guest-agent: deinstall ok config-files'],
    services: { masked: ['xrdp.service'] },
  },
  profiles: {
    ...H3C,
    'vk-cloud-desktop': {
      verdict: 'fail',
      pass: ['cloud-init-source', 'complete-disk', 'shut-down', 'spice-vdagent', 'supported-system'],
      fail: {
        'astra-orel': ['system Astra Linux (1.7_x86-64, smolensk)'],
        'graphical-desktop': [
          'missing /etc/systemd/system/display-manager.service',
          'missing /etc/systemd/system/default.target',
          'missing /lib/systemd/system/default.target',
        ],
        'guest-agent': [
          'half-installed qemu-guest-agent (deinstall ok config-files)',
          'missing /usr/sbin/qemu-ga',
          'missing /usr/bin/qemu-ga',
          'no-service qemu-guest-agent.service, qemu-ga.service',
        ],
        'cloud-init': [
          'half-installed cloud-init (install ok half-configured)',
          'no-service cloud-init.service, cloud-init-main.service, cloud-init-network.service',
          'missing /etc/runlevels/*/cloud-init',
        ],
      },
      warn: {
        rdp: ['not-installed xorgxrdp', 'does-not-start xrdp.service (masked)'],
        'active-directory': ['not-installed astra-ad-sssd-client'],
        'python3-termidesk-agent': ['not-installed python3-termidesk-agent'],
        'termidesk-pcsc-vscard': ['not-installed termidesk-pcsc-vscard'],
        'termidesk-video-agent': ['not-installed termidesk-video-agent'],
        'xserver-xorg-video-qxl': ['not-installed xserver-xorg-video-qxl'],
      },
      unknown: [],
    },
    'clean-image': {
      verdict: 'fail',
      pass: ['access-tokens', 'complete-disk', 'readable-disk', 'shut-down'],
      fail: {
        'machine-id': ['machine-id /etc/machine-id', 'machine-id /var/lib/dbus/machine-id'],
        'ssh-host-keys': ['there /etc/ssh/ssh_host_ed25519_key', 'there /etc/ssh/ssh_host_rsa_key'],
        'domain-join': ['there /etc/krb5.keytab', 'there /var/lib/sss/db/cache_example.test.ldb'],
        'cloud-init-state': ['link /var/lib/cloud/instance', 'there /var/lib/cloud/instances/i-fixture'],
        'authorized-keys': ['public-key /root/.ssh/authorized_keys'],
        'private-keys': ['private-key /home/user/.ssh/id_rsa'],
        'network-passwords': ['password /etc/NetworkManager/system-connections/lab.nmconnection'],
        'password-hashes': ['password-hash /etc/shadow'],
        'empty-passwords': ['empty-password /etc/shadow'],
      },
      warn: {
        'dhcp-leases': ['not-empty /var/lib/dhcp/dhclient.eth0.leases'],
        'network-hardware': ['hardware-address /etc/udev/rules.d/70-persistent-net.rules'],
        'random-seed': ['not-empty /var/lib/systemd/random-seed'],
        'shell-history': ['not-empty /home/user/.bash_history'],
      },
      unknown: [],
    },
  },
};
