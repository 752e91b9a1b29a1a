import { SOURCES, type SourceKind } from '../new-image/draft.ts';
import { isNarrowed, textOf } from '../kit/address.ts';
import { VISIBILITIES, type Visibility } from './visibilities.ts';

export const IMAGE_STATUSES = ['queued', 'saving', 'active', 'uploading', 'importing', 'deactivated'] as const;
export const OWNERS = ['own', 'shared', 'public'] as const;
export const IMAGE_FORMATS = ['raw', 'qcow2', 'vhd', 'vhdx', 'vmdk', 'vdi', 'iso'] as const;
export const ORDERS = ['created', 'updated', 'size', 'name'] as const;

/** What the list is narrowed to; it stands in the address, so it can be sent to somebody. */
export interface ImagesSearch {
  readonly text?: string | undefined;
  readonly whose?: (typeof OWNERS)[number] | undefined;
  readonly status?: (typeof IMAGE_STATUSES)[number] | undefined;
  readonly visibility?: Visibility | undefined;
  readonly format?: (typeof IMAGE_FORMATS)[number] | undefined;
  readonly family?: string | undefined;
  readonly order?: (typeof ORDERS)[number] | undefined;
  /** The dialog that makes one is open, with this source. */
  readonly create?: SourceKind | undefined;
}

/** What is unknown is named and undefined, so that it is not taken over from the address as it stands. */
export function imagesSearch(search: Record<string, unknown>): ImagesSearch {
  return {
    text: textOf(search['text']),
    whose: OWNERS.find((known) => known === search['whose']),
    status: IMAGE_STATUSES.find((known) => known === search['status']),
    visibility: VISIBILITIES.find((known) => known === search['visibility']),
    format: IMAGE_FORMATS.find((known) => known === search['format']),
    family: textOf(search['family']),
    order: ORDERS.find((known) => known === search['order']),
    create: SOURCES.find((known) => known === search['create']),
  };
}

/** Whether it leaves images out. */
export function hasFilters({ order: _order, create: _create, ...filters }: ImagesSearch): boolean {
  return isNarrowed(filters);
}
