import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const INSTALLED = ['qemu-guest-agent', 'cloud-init', 'fly-wm', 'fly-dm', 'xrdp', 'xorgxrdp', 'astra-ad-sssd-client'];
const DESKTOP = [
  'python3-termidesk-agent',
  'termidesk-pcsc-vscard',
  'termidesk-video-agent',
  'spice-vdagent',
  'xserver-xorg-video-qxl',
];
const UNITS = ['qemu-guest-agent', 'cloud-init', 'xrdp'];

/** Files of a guest; a link by where it points. */
export type Tree = Readonly<Record<string, string | { readonly link: string }>>;

/** An Astra Linux as it should be. */
export const CLEAN: Tree = {
  'etc/os-release': 'PRETTY_NAME="Astra Linux"\nNAME="Astra Linux"\nID=astra\nVERSION_ID=1.7_x86-64\n',
  'etc/astra_version': '1.7.5\n',
  'etc/astra/build_version': '1.7.5.9\n',
  'etc/astra_license': 'DESCRIPTION="Astra Linux Special Edition (orel)"\n',
  'etc/fstab': 'LABEL=root / ext4 defaults 0 1\n',
  'etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
  'etc/shadow': 'root:!:19000:0:99999:7:::\n',
  'etc/machine-id': '',
  'etc/cloud/cloud.cfg': 'datasource_list: [ OpenStack, ConfigDrive, None ]\n',
  'usr/sbin/qemu-ga': 'ELF',
  'etc/systemd/system/default.target': { link: '/lib/systemd/system/graphical.target' },
  'etc/systemd/system/display-manager.service': { link: '/lib/systemd/system/fly-dm.service' },
  lib: { link: 'usr/lib' },
  sbin: { link: 'usr/sbin' },
  'var/lib/dpkg/status': [...INSTALLED, ...DESKTOP].map((name) => paragraph(name, 'install ok installed')).join(''),
  ...Object.fromEntries(
    UNITS.flatMap((unit): [string, Tree[string]][] => [
      [
        `usr/lib/systemd/system/${unit}.service`,
        `[Unit]\nDescription=${unit}\n[Install]\nWantedBy=multi-user.target\n`,
      ],
      [`etc/systemd/system/multi-user.target.wants/${unit}.service`, { link: `/lib/systemd/system/${unit}.service` }],
    ]),
  ),
};

/** The same after somebody has worked with it; each thing breaks one rule. */
export const USED: Tree = {
  ...CLEAN,
  'etc/machine-id': '0123456789abcdef0123456789abcdef\n',
  'etc/ssh/ssh_host_rsa_key': '-----BEGIN OPENSSH PRIVATE KEY-----\nthe-secret-of-the-host\n',
  'home/user/.ssh/id_rsa': '-----BEGIN RSA PRIVATE KEY-----\nthe-secret-of-the-user\n',
  'etc/systemd/system/xrdp.service': { link: '/dev/null' },
  'var/lib/dpkg/status':
    paragraph('qemu-guest-agent', 'deinstall ok config-files') +
    paragraph('cloud-init', 'install ok half-configured') +
    [...INSTALLED, ...DESKTOP]
      .slice(2)
      .map((name) => paragraph(name, 'install ok installed'))
      .join(''),
};

function paragraph(name: string, status: string): string {
  const head = `Package: ${name}\nStatus: ${status}\nArchitecture: amd64\nVersion: 4.3.2\n`;
  return `${head}Description: fixture\n Continuation.\n .\n Package: qemu-guest-agent\n\n`;
}

/** A disk with an ext4 on it that holds this. @param directory for what is made on the way. */
export async function makeLinuxDisk(directory: string, tree: Tree): Promise<Buffer> {
  const root = await mkdtemp(path.join(directory, 'tree-'));
  for (const [name, content] of Object.entries(tree)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    if (typeof content === 'string') await writeFile(file, content);
    else await symlink(content.link, file);
  }
  const image = `${root}.ext4`;
  await writeFile(image, '');
  await truncate(image, 24 * 2 ** 20);
  await execute('mke2fs', ['-q', '-t', 'ext4', '-L', 'root', '-d', root, image]);
  return readFile(image);
}
