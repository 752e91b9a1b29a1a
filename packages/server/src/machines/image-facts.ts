import { IngotError } from '../kernel/errors.ts';
import type { Volume } from '../volumes/index.ts';
import { FIRMWARES, OS_TYPES, type Firmware, type Machine, type OsType } from './machine.ts';

/** What the image of a system disk says of the machine that it wants, by the names that Glance and Nova have for it. */
export interface ImageFacts extends Pick<Machine, 'guestAgent' | 'requireQuiesce'> {
  readonly firmware: Firmware;
  readonly osType: OsType | null;
}

/** https://docs.openstack.org/glance/latest/admin/useful-image-properties.html */
export function imageFacts({ imageMetadata: said }: Pick<Volume, 'imageMetadata'>): ImageFacts {
  return {
    firmware: FIRMWARES.find((each) => each === said['hw_firmware_type']) ?? 'bios',
    osType: OS_TYPES.find((each) => each === said['os_type']) ?? null,
    guestAgent: isYes(said['hw_qemu_guest_agent']),
    requireQuiesce: isYes(said['os_require_quiesce']),
  };
}

/** @throws `invalid` when an image needs more memory than the flavor has. */
export function checkMemory({ imageMetadata: said }: Pick<Volume, 'imageMetadata'>, memoryMib: number): void {
  const least = Number(said['min_ram'] ?? 0);
  if (memoryMib >= least) return;
  throw new IngotError('invalid', `The flavor has ${memoryMib} MiB of memory; the image needs ${least} (min_ram).`);
}

function isYes(text: string | undefined): boolean {
  return text !== undefined && ['yes', 'true', '1', 'on'].includes(text.toLowerCase());
}
