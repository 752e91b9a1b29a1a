import { Camera, Cube, HardDrive, Pulse } from '@gravity-ui/icons';
import type { IconData } from '@gravity-ui/uikit';
import type { Catalog } from '../i18n/catalog.ts';

/** An entry of the menu at the side. */
export interface Section {
  readonly to: '/images' | '/disks' | '/snapshots' | '/activity';
  readonly icon: IconData;
  readonly text: Extract<keyof Catalog, `section.${string}`>;
}

export const SECTIONS: readonly Section[] = [
  { to: '/images', icon: Cube, text: 'section.images' },
  { to: '/disks', icon: HardDrive, text: 'section.disks' },
  { to: '/snapshots', icon: Camera, text: 'section.snapshots' },
  { to: '/activity', icon: Pulse, text: 'section.activity' },
];
