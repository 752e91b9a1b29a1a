import { Cube, Pulse } from '@gravity-ui/icons';
import type { IconData } from '@gravity-ui/uikit';
import type { Catalog } from '../i18n/catalog.ts';

/** An entry of the menu at the side. */
export interface Section {
  readonly to: '/images' | '/activity';
  readonly icon: IconData;
  readonly text: Extract<keyof Catalog, `section.${string}`>;
}

export const SECTIONS: readonly Section[] = [
  { to: '/images', icon: Cube, text: 'section.images' },
  { to: '/activity', icon: Pulse, text: 'section.activity' },
];
