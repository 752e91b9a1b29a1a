import { access, copyFile, constants } from 'node:fs/promises';
import { hasErrno } from '../../kernel/errno.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { GuestPlaces } from './guest-places.ts';
import type { UefiFiles } from './qemu-command.ts';

/** Where distributions have the UEFI firmware: Debian's package ovmf, and Fedora's edk2-ovmf. */
const FIRMWARES = [
  { code: '/usr/share/OVMF/OVMF_CODE_4M.fd', variables: '/usr/share/OVMF/OVMF_VARS_4M.fd' },
  { code: '/usr/share/edk2/ovmf/OVMF_CODE.fd', variables: '/usr/share/edk2/ovmf/OVMF_VARS.fd' },
];

/** The firmware of a guest, with variables of its own that it keeps. @throws `unavailable` where none is installed. */
export async function uefiFiles({ nvram }: Pick<GuestPlaces, 'nvram'>): Promise<UefiFiles> {
  for (const { code, variables } of FIRMWARES) {
    try {
      await access(code, constants.R_OK);
    } catch (error) {
      if (hasErrno(error, 'ENOENT')) continue;
      throw error;
    }
    await copyFile(variables, nvram, constants.COPYFILE_EXCL).catch((error: unknown) => {
      if (!hasErrno(error, 'EEXIST')) throw error;
    });
    return { code, nvram };
  }
  throw new IngotError('unavailable', 'Machines with UEFI need its firmware on their host: install the package ovmf.');
}
