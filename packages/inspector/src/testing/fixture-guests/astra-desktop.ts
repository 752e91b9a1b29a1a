import type { LinuxContent } from '../astra-content.ts';

/** An Astra Linux desktop: what reports look at, and nothing that would run. */

const BASE = [
  ['base-files', '11'],
  ['dpkg', '1.19.8'],
  ['libc6', '2.28-10'],
  ['systemd', '241-7'],
  ['linux-image-5.15.0-70-generic', '5.15.0'],
  ['fly-wm', '2.30'],
  ['fly-dm', '2.9'],
  ['xserver-xorg-core', '2:1.20'],
] as const;
const DESKTOP = [
  ['qemu-guest-agent', '1:5.2'],
  ['cloud-init', '20.4'],
  ['xrdp', '0.9.9'],
  ['xorgxrdp', '0.2.9'],
  ['sssd', '1.16.3'],
  ['astra-ad-sssd-client', '0.24'],
  ['spice-vdagent', '0.18'],
  ['xserver-xorg-video-qxl', '0.1.5'],
  ['python3-termidesk-agent', '4.3.2.24030'],
  ['termidesk-pcsc-vscard', '1.8'],
  ['termidesk-video-agent', '1.4'],
  ['libreoffice', '7.3'],
  ['firefox', '115'],
] as const;
const UNITS = ['qemu-guest-agent', 'cloud-init', 'xrdp', 'sssd', 'termidesk-agent'];

const IDENTITY: LinuxContent = {
  bin: { link: 'usr/bin' },
  sbin: { link: 'usr/sbin' },
  lib: { link: 'usr/lib' },
  'usr/lib/os-release':
    'PRETTY_NAME="Astra Linux"\nNAME="Astra Linux"\nID=astra\nID_LIKE=debian\nVERSION_ID=1.7_x86-64\n',
  'etc/os-release': { link: '../usr/lib/os-release' },
  'etc/astra_version': '1.7.5\n',
  'etc/astra/build_version': '1.7.5.9\n',
  'etc/debian_version': '10.0\n',
  'etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nuser:x:1000:1000:User:/home/user:/bin/bash\n',
  'etc/fstab': 'LABEL=root / auto defaults 0 1\n',
};

/** As it should be: everything is installed and starts, and nothing of its machine is left. */
export const GOOD_DESKTOP: LinuxContent = {
  ...IDENTITY,
  'etc/astra_license': 'DESCRIPTION="Astra Linux Special Edition (orel)"\n',
  'var/lib/dpkg/status': [...BASE, ...DESKTOP].map(([name, version]) => paragraph(name, version)).join(''),
  ...Object.fromEntries(['usr/sbin/qemu-ga', 'usr/bin/cloud-init'].map((program) => [program, '\x7fELF fixture\n'])),
  ...Object.fromEntries([...UNITS, 'fly-dm'].map((name) => [`usr/lib/systemd/system/${name}.service`, unit(name)])),
  ...Object.fromEntries(
    UNITS.map((name) => [
      `etc/systemd/system/multi-user.target.wants/${name}.service`,
      { link: `/lib/systemd/system/${name}.service` },
    ]),
  ),
  'etc/systemd/system/display-manager.service': { link: '/lib/systemd/system/fly-dm.service' },
  'etc/systemd/system/default.target': { link: '/lib/systemd/system/graphical.target' },
  'etc/cloud/cloud.cfg': 'datasource_list: [ OpenStack, ConfigDrive, None ]\n',
  'etc/machine-id': '',
  'etc/shadow': 'root:!:19000:0:99999:7:::\nuser:!:19000:0:99999:7:::\n',
};

/** With what looks installed and is not, and all that somebody leaves behind who has worked with it. */
export const BAD_DESKTOP: LinuxContent = {
  ...IDENTITY,
  'etc/astra_license': 'DESCRIPTION="Astra Linux Special Edition (smolensk)"\n',
  'var/lib/dpkg/status': [
    ...BASE.map(([name, version]) => paragraph(name, version)),
    paragraph('qemu-guest-agent', '1:5.2', 'deinstall ok config-files'),
    paragraph('cloud-init', '20.4', 'install ok half-configured'),
    paragraph('spice-vdagent', '0.18'),
    paragraph('xrdp', '0.9.9'),
  ].join(''),
  'etc/systemd/system/xrdp.service': { link: '/dev/null' },
  'etc/machine-id': '0123456789abcdef0123456789abcdef\n',
  'var/lib/dbus/machine-id': '0123456789abcdef0123456789abcdef\n',
  'etc/ssh/ssh_host_rsa_key': '-----BEGIN OPENSSH PRIVATE KEY-----\nno key\n',
  'etc/ssh/ssh_host_ed25519_key': '-----BEGIN OPENSSH PRIVATE KEY-----\nno key\n',
  'root/.ssh/authorized_keys': 'ssh-ed25519 AAAA builder@example.invalid\n',
  'home/user/.ssh/id_rsa': '-----BEGIN RSA PRIVATE KEY-----\nno key\n',
  'home/user/.bash_history': 'mysql -u root\n',
  'var/lib/dhcp/dhclient.eth0.leases': 'lease {\n  interface "eth0";\n}\n',
  'var/lib/cloud/instances/i-fixture/datasource': 'i-fixture\n',
  'var/lib/cloud/instance': { link: '/var/lib/cloud/instances/i-fixture' },
  'etc/udev/rules.d/70-persistent-net.rules': 'SUBSYSTEM=="net", ATTR{address}=="52:54:00:00:00:01", NAME="eth0"\n',
  'etc/NetworkManager/system-connections/lab.nmconnection': '[wifi-security]\npsk=no-password\n',
  'etc/krb5.keytab': '\x05\x02 no key\n',
  'var/lib/sss/db/cache_example.test.ldb': '',
  'etc/shadow': 'root:$6$fixture$nohash:19000:0:99999:7:::\nuser::19000:0:99999:7:::\n',
  'var/lib/systemd/random-seed': 'seed',
};

/** Of dpkg's status. The description ends in a decoy: the head of a paragraph, but for the space before it. */
function paragraph(name: string, version: string, status = 'install ok installed'): string {
  return (
    `Package: ${name}\nStatus: ${status}\nPriority: optional\nArchitecture: amd64\nVersion: ${version}\n` +
    'Description: an entry\n .\n Package: python3-termidesk-agent\n Status: install ok installed\n Version: 4.3\n\n'
  );
}

function unit(name: string): string {
  return `[Unit]\nDescription=${name}\n[Install]\nWantedBy=multi-user.target\n`;
}
