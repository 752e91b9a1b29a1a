import { Camera, Cube, Gear, HardDrive, House, Pulse } from '@gravity-ui/icons';
import type { IconData } from '@gravity-ui/uikit';
import type { Catalog } from '../i18n/catalog.ts';

/** An entry of the menu at the side. */
export interface Section {
  readonly to: '/overview' | '/images' | '/disks' | '/snapshots' | '/activity' | '/administration';
  readonly icon: IconData;
  readonly text: Extract<keyof Catalog, `section.${string}`>;
  readonly isForAdministrators?: true;
}

export const SECTIONS: readonly Section[] = [
  { to: '/overview', icon: House, text: 'section.overview' },
  { to: '/images', icon: Cube, text: 'section.images' },
  { to: '/disks', icon: HardDrive, text: 'section.disks' },
  { to: '/snapshots', icon: Camera, text: 'section.snapshots' },
  { to: '/activity', icon: Pulse, text: 'section.activity' },
  { to: '/administration', icon: Gear, text: 'section.administration', isForAdministrators: true },
];
