import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MiB } from '../../bytes/units.ts';
import { program } from '../program.ts';
import { hiveImage } from '../recipes/hive.ts';
import { makeNtfs } from '../recipes/ntfs.ts';
import { makePartitionedDisk } from './partitioned-disk.ts';
import { executable, type WindowsContent } from './windows-content.ts';
import { writeFiles, type Files } from './write-files.ts';

export interface WindowsDiskOptions {
  /** `uefi`: GPT with system, reserved, Windows and recovery partitions; `bios`: MBR with System Reserved and Windows. */
  readonly firmware?: 'uefi' | 'bios';
  /** Drive C begins as one that BitLocker encrypted. */
  readonly bitLocker?: boolean;
}

const DRIVE = 64 * MiB;
const SYSTEM = 16 * MiB;
const GPT_TYPE = {
  system: 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B',
  reserved: 'E3C9E316-0B5C-4DB8-817D-F92DF00215AE',
  data: 'EBD0A0A2-B9E5-4433-87C0-68B6B72699C7',
  recovery: 'DE94BBA4-06D1-4D40-A16A-BFD50179D6AC',
};
/** The store of the boot manager, a hive as well. */
const BOOT_STORE = hiveImage({ 'Objects\\{9dea862c-5cdd-4e70-acc1-f32b344d4795}\\Description': { Type: 0x1010_0002 } });

/**
 * Makes `image` a disk with a Windows on it, which does not boot: partitions, boot files, an NTFS drive C with real
 * hives. Takes about a second.
 */
export async function makeWindowsDisk(
  image: string,
  content: WindowsContent,
  { firmware = 'uefi', bitLocker = false }: WindowsDiskOptions = {},
): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'ingot-windows-'));
  try {
    const drive = join(work, 'drive');
    await makeVolume(drive, filesOf(content), 'Windows', DRIVE);
    if (bitLocker) await overwrite(drive, Buffer.from('\xeb\x58\x90-FVE-FS-', 'latin1'));
    if (firmware === 'uefi') await makeUefiDisk(image, work, drive);
    else await makeBiosDisk(image, work, drive);
  } finally {
    await rm(work, { recursive: true });
  }
}

function filesOf({ files, software, system }: WindowsContent): Files {
  const empty = hiveImage();
  const config = {
    SOFTWARE: hiveImage(software),
    SYSTEM: hiveImage(system),
    SAM: empty,
    SECURITY: empty,
    DEFAULT: empty,
  };
  const hives = Object.entries(config).map(([name, hive]) => [`Windows/System32/config/${name}`, hive]);
  return { ...files, ...Object.fromEntries(hives) };
}

async function makeUefiDisk(image: string, work: string, drive: string): Promise<void> {
  const [system, recovery] = [join(work, 'system'), join(work, 'recovery')];
  const [, bootManager] = executable('bootmgfw.efi');
  await makeSystemPartition(system, {
    'EFI/Microsoft/Boot/bootmgfw.efi': bootManager,
    'EFI/Microsoft/Boot/BCD': BOOT_STORE,
    'EFI/Boot/bootx64.efi': bootManager,
  });
  await makeVolume(recovery, { 'Recovery/WindowsRE/winre.wim': 'MSWIM' }, 'Recovery', SYSTEM);
  await makePartitionedDisk(image, 'gpt', [
    { type: GPT_TYPE.system, name: 'EFI system partition', size: SYSTEM, content: system },
    { type: GPT_TYPE.reserved, name: 'Microsoft reserved partition', size: SYSTEM },
    { type: GPT_TYPE.data, name: 'Basic data partition', size: DRIVE, content: drive },
    { type: GPT_TYPE.recovery, name: 'Recovery', size: SYSTEM, content: recovery },
  ]);
}

async function makeBiosDisk(image: string, work: string, drive: string): Promise<void> {
  const reserved = join(work, 'reserved');
  await makeVolume(reserved, { bootmgr: 'boot manager', 'Boot/BCD': BOOT_STORE }, 'System Reserved', SYSTEM);
  await makePartitionedDisk(image, 'dos', [
    { type: '7', bootable: true, size: SYSTEM, content: reserved },
    { type: '7', size: DRIVE, content: drive },
  ]);
}

async function makeVolume(volume: string, files: Files, label: string, size: number): Promise<void> {
  const tree = `${volume}.tree`;
  await writeFiles(tree, files);
  await makeNtfs(volume, tree, { label, size });
}

async function makeSystemPartition(partition: string, files: Files): Promise<void> {
  const tree = `${partition}.tree`;
  await writeFiles(tree, files);
  await writeFile(partition, '');
  await truncate(partition, SYSTEM);
  await program(['mkfs.vfat', '-n', 'SYSTEM', partition]);
  await program(['mcopy', '-s', '-i', partition, join(tree, 'EFI'), '::']);
}

async function overwrite(path: string, bytes: Buffer): Promise<void> {
  await using file = await open(path, 'r+');
  await file.write(bytes, 0, bytes.length, 0);
}
