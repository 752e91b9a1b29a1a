import { rm, writeFile } from 'node:fs/promises';
import { writeDisc } from '@ingot/disk';
import { CONFIG_DRIVE_LABEL } from '../config-drive.ts';
import type { DriveFile } from '../hypervisor.ts';
import type { GuestPlaces } from './guest-places.ts';

/** Makes the disc anew, with what is true now; to be called while the guest does not run. @param files null for no disc. */
export async function writeConfigDrive(places: GuestPlaces, files: readonly DriveFile[] | null): Promise<void> {
  if (files === null) await rm(places.configDrive, { force: true });
  else await writeFile(places.configDrive, writeDisc(CONFIG_DRIVE_LABEL, files), { mode: 0o600 });
}
