import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './program.ts';

/** Where the root file system of the tiny guest begins, in bytes (`fixtures/tiny-guest.sh`). */
const ROOT = 36 * 2 ** 20;

/** Writes the disk that lies on the disc over the first disk, and restarts. */
const INSTALL = `#!/bin/sh
export PATH=/bin
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev
while read -r m; do insmod "/lib/$m"; done </lib/order
until mount -t iso9660 -o ro /dev/sr0 /mnt; do sleep 0.1; done
cat /mnt/disk.raw >/dev/vda && sync && reboot -f
echo "nothing was installed"; poweroff -f
`;
const GRUB = `linux /vmlinuz rdinit=/install console=ttyS0,115200 quiet
initrd /initrd
boot
`;

/**
 * An optical disc that installs a system by itself, as those of distributions do with answers for every question: the disk of
 * the tiny guest is written over the first disk, by its own kernel.
 *
 * @param guest the raw disk of the tiny guest. @param directory to work in. @returns the path of the disc.
 */
export async function installerDisc(guest: string, directory: string): Promise<string> {
  const disc = path.join(directory, 'installer');
  const grub = path.join(disc, 'boot/grub');
  await mkdir(grub, { recursive: true });
  const [kernel, initrd] = [path.join(disc, 'vmlinuz'), path.join(directory, 'initrd.img')];
  for (const [inside, outside] of [
    ['/boot/vmlinuz', kernel],
    ['/boot/initrd.img', initrd],
  ] as const) {
    await run('debugfs', ['-R', `dump ${inside} ${outside}`, `${guest}?offset=${ROOT}`]);
  }
  const install = path.join(directory, 'install');
  await writeFile(install, INSTALL);
  await chmod(install, 0o755);
  const names = (async function* () {
    yield Buffer.from('install\n');
  })();
  await run('cpio', ['--quiet', '-o', '-H', 'newc', '-R', '0:0', '-F', path.join(directory, 'install.cpio')], {
    directory,
    input: names,
  });
  // The kernel unpacks one after the other (Documentation/driver-api/early-userspace/buffer-format.rst).
  const archives = await Promise.all([path.join(directory, 'install.cpio'), initrd].map((file) => readFile(file)));
  await writeFile(path.join(disc, 'initrd'), Buffer.concat(archives));
  await copyFile(guest, path.join(disc, 'disk.raw'));
  await writeFile(path.join(grub, 'grub.cfg'), GRUB);
  const loader = ['-O', 'i386-pc-eltorito', '-o', path.join(grub, 'loader.img'), '-p', '/boot/grub'];
  await run('grub-mkimage', [...loader, 'biosdisk', 'iso9660', 'linux', 'normal', 'configfile']);
  const file = path.join(directory, 'installer.iso');
  const boot = ['-b', 'boot/grub/loader.img', '-no-emul-boot', '-boot-load-size', '4', '-boot-info-table'];
  await run('genisoimage', ['-quiet', '-r', '-J', '-V', 'INSTALLER', ...boot, '-o', file, disc]);
  return file;
}
