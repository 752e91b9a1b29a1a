import { DiskError } from '@ingot/disk';
import type { GuestFiles } from '../guest/guest-files.ts';
import type { Architecture, Packages } from '../report/findings.ts';

/** Programs of which every system has one; those it starts with first. */
const PROGRAMS = ['/usr/lib/systemd/systemd', '/sbin/init', '/bin/sh', '/bin/busybox', '/usr/bin/dpkg', '/usr/bin/rpm'];

/** `e_machine` of ELF files, by class and byte order ("System V ABI", 4 "Object Files"). */
const ELF_MACHINES: Readonly<Record<number, Architecture>> = {
  0x0003: 'i686',
  0x0015: 'ppc64le',
  0x0016: 's390x',
  0x0028: 'armv7l',
  0x003e: 'x86_64',
  0x00b7: 'aarch64',
  0x00f3: 'riscv64',
  0x0102: 'loongarch64',
};

/** As Debian and apk name them. */
const NAMES: Readonly<Record<string, Architecture>> = {
  amd64: 'x86_64',
  i386: 'i686',
  x86: 'i686',
  arm64: 'aarch64',
  armhf: 'armv7l',
  armv7: 'armv7l',
  ppc64el: 'ppc64le',
  loong64: 'loongarch64',
  x86_64: 'x86_64',
  i686: 'i686',
  aarch64: 'aarch64',
  armv7hl: 'armv7l',
  ppc64le: 'ppc64le',
  s390x: 's390x',
  riscv64: 'riscv64',
  loongarch64: 'loongarch64',
};

/** Packages of a manager that exist for one architecture only, and on every system that it manages. */
const MANAGERS: ReadonlySet<string> = new Set(['dpkg', 'rpm', 'apk-tools', 'musl', 'libc6', 'glibc']);

/**
 * What processors the programs of a Linux are for; or else, where none can be read, its packages.
 * @throws DiskError `unsupported` when nothing tells.
 */
export async function linuxArchitecture(files: GuestFiles, packages: Packages | null): Promise<Architecture> {
  for (const program of PROGRAMS) {
    const found = await elfMachine(files, program);
    if (found !== null) return found;
  }
  const named = packages?.installed.find(({ name }) => MANAGERS.has(name))?.architecture ?? '';
  const architecture = Object.hasOwn(NAMES, named) ? NAMES[named] : undefined;
  if (architecture !== undefined) return architecture;
  throw new DiskError('unsupported', 'No program was found that tells what processors the system is for.');
}

async function elfMachine(files: GuestFiles, path: string): Promise<Architecture | null> {
  const program = await files.find(path);
  if (program?.kind !== 'file') return null;
  const head = Buffer.from(await program.content.read(0, 20));
  if (head.length < 20 || head.toString('latin1', 0, 4) !== '\x7fELF') return null;
  const bigEndian = head[5] === 2;
  const machine = bigEndian ? head.readUInt16BE(18) : head.readUInt16LE(18);
  // Big-endian systems but this one are not in use any more.
  return bigEndian === (machine === 0x0016) ? (ELF_MACHINES[machine] ?? null) : null;
}
