/** What lies at a path of a guest: text of a file, or a link. Paths are without a leading slash. */
export type LinuxContent = Readonly<Record<string, string | { readonly link: string }>>;

/**
 * A paragraph of dpkg's status. Its description has a line that looks like a package of its own to who does not look at
 * where it begins.
 */
function dpkg(name: string, version: string, status = 'install ok installed'): string {
  return (
    `Package: ${name}\nStatus: ${status}\nPriority: optional\nArchitecture: amd64\nVersion: ${version}\n` +
    'Description: an entry\n More about it.\n .\n Package: decoy\n Status: install ok installed\n\n'
  );
}

function unit(name: string): readonly [path: string, text: string] {
  return [
    `usr/lib/systemd/system/${name}.service`,
    `[Unit]\nDescription=${name}\n[Install]\nWantedBy=multi-user.target\n`,
  ];
}

function enabled(name: string): readonly [path: string, link: { link: string }] {
  return [
    `etc/systemd/system/multi-user.target.wants/${name}.service`,
    { link: `/lib/systemd/system/${name}.service` },
  ];
}

const BASE: LinuxContent = {
  bin: { link: 'usr/bin' },
  lib: { link: 'usr/lib' },
  'usr/lib/os-release': 'NAME="Astra Linux"\nID=astra\nID_LIKE=debian\nVERSION_ID=1.7_x86-64\n',
  'etc/os-release': { link: '../usr/lib/os-release' },
  'etc/astra_version': '1.7.5\n',
  'etc/astra/build_version': '1.7.5.9\n',
  'etc/fstab': '# what is mounted\nLABEL=root / auto defaults 0 1\n',
  'usr/bin/dash': `\x7fELF\x02\x01\x01${'\0'.repeat(9)}\x03\0\x3e\0`,
  'usr/bin/sh': { link: 'dash' },
};

/** An Astra Linux as it should be. */
export const GOOD_ASTRA: LinuxContent = {
  ...BASE,
  'etc/astra_license': 'DESCRIPTION="Astra Linux Special Edition (orel)"\n',
  'var/lib/dpkg/status': [
    dpkg('base-files', '11'),
    dpkg('qemu-guest-agent', '1:5.2'),
    dpkg('cloud-init', '20.4', 'hold ok installed'),
  ].join(''),
  ...Object.fromEntries([unit('qemu-guest-agent'), unit('cloud-init'), unit('fly-dm'), unit('xrdp')]),
  ...Object.fromEntries([enabled('qemu-guest-agent'), enabled('cloud-init')]),
  'usr/lib/systemd/system/udev-started.service': '[Unit]\nDescription=Started by udev\n',
  'usr/lib/systemd/system/getty@.service': '[Install]\nWantedBy=getty.target\n',
  'etc/systemd/system/getty.target.wants/getty@tty1.service': { link: '/lib/systemd/system/getty@.service' },
  'etc/systemd/system/display-manager.service': { link: '/lib/systemd/system/fly-dm.service' },
};

/** The same, with what looks installed and enabled, but is not. */
export const BAD_ASTRA: LinuxContent = {
  ...BASE,
  'etc/astra_license': 'DESCRIPTION="Astra Linux Special Edition (smolensk)"\n',
  'var/lib/dpkg/status': [
    dpkg('base-files', '11'),
    dpkg('qemu-guest-agent', '1:5.2', 'deinstall ok config-files'),
    dpkg('cloud-init', '20.4', 'install ok half-configured'),
    dpkg('xrdp', '0.9.9'),
  ].join(''),
  ...Object.fromEntries([unit('xrdp')]),
  ...Object.fromEntries([enabled('xrdp'), enabled('removed')]),
  'etc/systemd/system/xrdp.service': { link: '/dev/null' },
};
