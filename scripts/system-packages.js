import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/**
 * The programs that the tests use as outside judges: where each lies, the Debian package it comes in, and why it is
 * needed.
 *
 * @type {{ file: string, package: string, why: string }[]}
 */
const NEEDED = [
  { file: '/usr/bin/qemu-img', package: 'qemu-utils', why: 'judges and makes disk images' },
  {
    file: '/usr/bin/qemu-system-x86_64',
    package: 'qemu-system-x86',
    why: 'runs machines, and boots guests from volumes',
  },
  { file: '/usr/share/OVMF/OVMF_CODE_4M.fd', package: 'ovmf', why: 'boots machines with UEFI' },
  { file: '/usr/sbin/qemu-ga', package: 'qemu-guest-agent', why: 'answers as the agent of a guest, without one' },
  { file: '/usr/bin/nbdcopy', package: 'libnbd-bin', why: 'judges the NBD server' },
  { file: '/usr/bin/nbdsh', package: 'python3-libnbd', why: 'asks it for what no tool asks for' },
  { file: '/usr/bin/openstack', package: 'python3-openstackclient', why: 'the client that users have' },
  { file: '/usr/bin/glance', package: 'python3-glanceclient', why: 'the older client, for staging and metadata' },
  { file: '/usr/bin/tempest', package: 'tempest', why: "OpenStack's own tests of the Image API" },
  { file: '/usr/bin/stestr', package: 'python3-stestr', why: 'runs them' },
  { file: '/usr/lib/python3/dist-packages/subunit', package: 'python3-subunit', why: 'reads their result' },
  { file: '/usr/bin/keystone-manage', package: 'python3-keystone', why: "a real Keystone, without Debian's daemon" },
  { file: '/usr/bin/uwsgi_python3', package: 'uwsgi-plugin-python3', why: 'serves it' },
  { file: '/usr/bin/openssl', package: 'openssl', why: 'makes a certificate for it' },
  { file: '/usr/bin/ssh-keygen', package: 'openssh-client', why: 'judges key pairs' },
  { file: '/usr/bin/curl', package: 'curl', why: 'exports as the documentation does' },
  { file: '/usr/bin/jq', package: 'jq', why: 'reads the JSON of the command line' },
  { file: '/usr/bin/chromium', package: 'chromium', why: 'a browser for the console' },
  { file: '/usr/bin/zsh', package: 'zsh', why: 'completes the command line' },
  { file: '/usr/bin/fish', package: 'fish', why: 'completes the command line' },
  { file: '/usr/bin/genisoimage', package: 'genisoimage', why: 'makes discs for machines' },
  { file: '/usr/bin/bwrap', package: 'bubblewrap', why: 'fences qemu-img in' },
  { file: '/usr/bin/7zz', package: '7zip', why: 'reads images beside QEMU' },
  { file: '/usr/bin/wrk', package: 'wrk', why: 'sends the requests of the benchmarks' },
  { file: '/usr/bin/git', package: 'git', why: 'clones the repository for the test of a fresh start' },
  { file: '/usr/bin/mmdebstrap', package: 'mmdebstrap', why: 'unpacks the guest that is imported' },
  { file: '/usr/bin/grub-mkimage', package: 'grub-common', why: 'makes it boot' },
  { file: '/usr/lib/grub/i386-pc/boot.img', package: 'grub-pc-bin', why: 'makes it boot with a BIOS' },
  { file: '/usr/lib/grub/x86_64-efi/linux.mod', package: 'grub-efi-amd64-bin', why: 'makes it boot with UEFI' },
  { file: '/usr/bin/mcopy', package: 'mtools', why: 'fills its EFI partition' },
  { file: '/usr/sbin/mkfs.vfat', package: 'dosfstools', why: 'makes its EFI partition' },
  { file: '/usr/sbin/mke2fs', package: 'e2fsprogs', why: 'makes its root file system' },
  { file: '/usr/sbin/debugfs', package: 'e2fsprogs', why: 'judges what is read from such a file system' },
  { file: '/usr/sbin/e2fsck', package: 'e2fsprogs', why: 'judges what was changed on such a file system' },
  { file: '/usr/bin/grub-fstest', package: 'grub-common', why: 'judges what is read from logical volumes' },
  { file: '/usr/sbin/pvck', package: 'lvm2', why: 'judges their metadata' },
  {
    file: '/usr/bin/btrfs',
    package: 'btrfs-progs',
    why: 'makes Btrfs file systems, and judges what is read from them',
  },
  { file: '/usr/sbin/mkfs.xfs', package: 'xfsprogs', why: 'makes XFS file systems, and judges what is read from them' },
  { file: '/usr/sbin/sfdisk', package: 'fdisk', why: 'partitions it' },
  { file: '/usr/sbin/depmod', package: 'kmod', why: 'orders its kernel modules' },
  { file: '/usr/bin/cpio', package: 'cpio', why: 'packs its initial file system' },
  { file: '/usr/bin/zstd', package: 'zstd', why: 'compresses it, and unpacks images' },
  { file: '/usr/bin/xz', package: 'xz-utils', why: 'unpacks images' },
  { file: '/usr/bin/bzip2', package: 'bzip2', why: 'unpacks images' },
  { file: '/usr/bin/ntfscat', package: 'ntfs-3g', why: 'makes NTFS volumes and judges what is read of them' },
  { file: '/usr/bin/wimapply', package: 'wimtools', why: 'fills them without mounting' },
  { file: '/usr/sbin/blkid', package: 'util-linux', why: 'judges their identifiers' },
  { file: '/usr/bin/hivexregedit', package: 'libwin-hivex-perl', why: 'judges what is read of registry hives' },
  { file: '/usr/bin/rpmbuild', package: 'rpm', why: 'writes databases of packages' },
  { file: '/usr/bin/radosgw', package: 'radosgw', why: 'a real S3 store' },
  {
    file: '/usr/share/doc/postgresql',
    package: 'postgresql',
    why: 'keeps the records of a service of several processes',
  },
  { file: '/usr/bin/ceph-mon', package: 'ceph-mon', why: 'the map of the cluster below it' },
  { file: '/usr/bin/ceph-osd', package: 'ceph-osd', why: 'keeps the objects of that cluster' },
  { file: '/usr/bin/ceph', package: 'ceph-common', why: 'sets that cluster up' },
  { file: '/usr/bin/setpriv', package: 'util-linux', why: 'ends such servers with the test that started them' },
];

/**
 * Installs the programs that are missing when it may (root on Debian or Ubuntu).
 *
 * @throws {Error} with the one command to run, and why, when it may not or apt-get fails
 */
export function installSystemPackages() {
  const missing = NEEDED.filter(({ file }) => !existsSync(file));
  if (missing.length === 0) return;
  const names = missing.map((needed) => needed.package);
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    const reasons = missing.map((needed) => `  ${needed.package}: ${needed.why} (${needed.file})`).join('\n');
    throw new Error(`The tests need programs that are not here:\n${reasons}\nOn Debian or Ubuntu run:
  sudo apt-get update && sudo apt-get install --no-install-recommends --yes ${names.join(' ')}`);
  }
  process.stdout.write(`Installing ${names.join(', ')} ...\n`);
  aptGet('update');
  aptGet('install', '--no-install-recommends', '--yes', ...names);
}

/** @param {string[]} args */
function aptGet(...args) {
  const apt = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=600', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (apt.status !== 0) {
    throw new Error(`apt-get ${args.join(' ')} failed with status ${apt.status}:\n${apt.stdout}${apt.stderr}`);
  }
}
