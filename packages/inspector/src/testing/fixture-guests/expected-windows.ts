import type { ExpectedGuest } from './expected-astra.ts';
import type { GuestVerdict } from './guest-report.ts';

/** What has to be said of the Windows guests. The control set in use is the one that Select\Current names. */

const OS = { family: 'windows', version: '22H2', build: '19045.4080', installation: 'Client' } as const;

/** H3C takes Windows for VOI as VHD only; these are judged as qcow2. */
const H3C: Readonly<Record<string, GuestVerdict>> = {
  'h3c-voi': {
    verdict: 'fail',
    pass: ['complete-disk', 'parent-not-vhd'],
    fail: { 'voi-vhd': ['file-type image (qcow2)'] },
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

export const WINDOWS_GOOD: ExpectedGuest = {
  system: {
    os: { ...OS, name: 'Windows 10 Pro', edition: 'Professional' },
    architecture: 'x86_64',
    packages: [
      '7-Zip 23.01 23.01',
      'Cloudbase-Init 1.1.4 1.1.4',
      'LibreOffice 7.6 7.6.4',
      'QEMU guest agent 107.0.1',
      'Termidesk Agent 4.3.2.24030',
      'Virtio-win-driver-installer 0.1.240',
    ],
    incomplete: [],
    services: {
      boot: ['Tcpip', 'balloon', 'netkvm', 'vioscsi', 'vioser', 'viorng', 'viostor'].toSorted(),
      automatic: ['QEMU-GA', 'TermideskAgent', 'cloudbase-init'],
      manual: ['Netlogon', 'TermService'],
    },
  },
  profiles: {
    ...H3C,
    'vk-cloud-desktop': {
      verdict: 'pass',
      pass: [
        'cloudbase-init',
        'complete-disk',
        'domain-edition',
        'guest-agent-windows',
        'rdp-windows',
        'shut-down',
        'supported-system',
        'termidesk-agent-windows',
      ],
      fail: {},
      warn: {},
      unknown: [],
    },
    'clean-image': {
      verdict: 'pass',
      pass: [
        'answer-file-passwords',
        'authorized-keys-windows',
        'automatic-logon',
        'complete-disk',
        'dhcp-leases-windows',
        'domain-join-windows',
        'private-keys-windows',
        'readable-disk',
        'shut-down',
        'ssh-host-keys-windows',
        'sysprep',
      ],
      fail: {},
      warn: {},
      unknown: [],
    },
  },
};

const INTERFACE = '{11111111-2222-3333-4444-555555555555}';
const PARAMETERS = 'SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
const HIBERNATED = ['hibernated p2'];

export const WINDOWS_BAD: ExpectedGuest = {
  system: {
    os: { ...OS, name: 'Windows 10 Home', edition: 'Core' },
    architecture: 'x86_64',
    packages: ['7-Zip 23.01 23.01'],
    incomplete: [],
    services: { boot: ['Tcpip'], manual: ['Netlogon', 'TermService'] },
  },
  profiles: {
    ...H3C,
    'vk-cloud-desktop': {
      verdict: 'fail',
      pass: ['complete-disk', 'supported-system'],
      fail: {
        'domain-edition': ['system Windows 10 Home (22H2, Core)'],
        'guest-agent-windows': [
          'no-service QEMU-GA',
          'missing C:/Program Files/Qemu-ga/qemu-ga.exe',
          'missing C:/Program Files*/*/qemu-ga.exe',
        ],
        'cloudbase-init': [
          'no-service cloudbase-init',
          'missing C:/Program Files*/Cloudbase Solutions/Cloudbase-Init/bin/OpenStackService.exe',
        ],
      },
      warn: {
        'rdp-windows': ['value SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\fDenyTSConnections'],
        'termidesk-agent-windows': ['not-installed ^Termidesk\\b.*\\bAgent\\b'],
        'shut-down': HIBERNATED,
      },
      unknown: [],
    },
    'clean-image': {
      verdict: 'fail',
      pass: ['authorized-keys-windows', 'automatic-logon', 'complete-disk', 'readable-disk', 'ssh-host-keys-windows'],
      fail: {
        'shut-down': HIBERNATED,
        sysprep: [
          'value SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Setup\\State\\ImageState',
          'no-value SYSTEM\\Setup\\Status\\SysprepStatus\\GeneralizationState',
        ],
        'domain-join-windows': [`value ${PARAMETERS}\\Domain`],
        'answer-file-passwords': ['password C:/Windows/Panther/unattend.xml'],
        'private-keys-windows': ['private-key C:/Users/user/.ssh/id_ed25519'],
      },
      warn: { 'dhcp-leases-windows': [`value ${PARAMETERS}\\Interfaces\\${INTERFACE}\\DhcpIPAddress`] },
      unknown: [],
    },
  },
};

/** The same of a guest that was shut down. */
export function awake({ system, profiles }: ExpectedGuest): ExpectedGuest {
  const rule = 'shut-down';
  const without = (rules: GuestVerdict['fail']): GuestVerdict['fail'] =>
    Object.fromEntries(Object.entries(rules).filter(([id]) => id !== rule));
  const verdicts = Object.entries(profiles).map(([id, verdict]): [string, GuestVerdict] => {
    const { pass, fail, warn } = verdict;
    if (!(rule in fail) && !(rule in warn)) return [id, verdict];
    return [id, { ...verdict, pass: [...pass, rule].toSorted(), fail: without(fail), warn: without(warn) }];
  });
  return { system, profiles: Object.fromEntries(verdicts) };
}
