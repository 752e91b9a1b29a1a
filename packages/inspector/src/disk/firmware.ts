import { componentsOf, resolvePath, type ByteSource, type DiskLayout } from '@ingot/disk';
import { bareTree } from '../linux/mounted-tree.ts';
import type { DiskPart } from './disk-parts.ts';

/** Where every UEFI looks on a disk that it does not know yet (UEFI specification, 3.5.1.1), by kind of processor. */
const LOADERS = ['BOOTX64', 'BOOTIA32', 'BOOTAA64', 'BOOTARM', 'BOOTRISCV64', 'BOOTLOONGARCH64'].map(
  (name) => `EFI/BOOT/${name}.EFI`,
);

/** Bytes of code in an MBR. */
const BOOT_CODE = 440;

/**
 * What a machine can start the disk with: by UEFI where a file system that it reads has a loader at the usual place; by
 * BIOS where the first sector has code that leads on, or an active partition. Whether the loader then works is not known.
 * @throws DiskError
 */
export async function firmwareOf(
  disk: ByteSource,
  { table }: DiskLayout,
  parts: readonly DiskPart[],
): Promise<{ bios: boolean; uefi: boolean }> {
  const code = Buffer.from(await disk.read(0, BOOT_CODE));
  const hasCode = code.some((byte) => byte !== 0);
  const partitions = parts.map(({ part }) => part).filter((part) => part.kind === 'partition');
  const active = partitions.some(({ bootable }) => bootable);
  const bios =
    table === 'mbr'
      ? active || hasCode
      : table === 'gpt' && hasCode && (active || partitions.some(({ biosBoot }) => biosBoot));
  return { bios, uefi: await hasLoader(parts) };
}

async function hasLoader(parts: readonly DiskPart[]): Promise<boolean> {
  for (const { opened } of parts) {
    if (opened.kind !== 'file-system' || opened.fileSystem.kind !== 'fat') continue;
    const tree = bareTree(opened.fileSystem.root);
    for (const loader of LOADERS) {
      const found = await resolvePath(tree, componentsOf(Buffer.from(loader)), false);
      if (found?.kind === 'file') return true;
    }
  }
  return false;
}
