import type { ListedImage } from './image-queries.ts';

/** What stands in one row. */
export type ImageRow =
  | { readonly kind: 'image'; readonly image: ListedImage }
  /** A family by its youngest image. */
  | { readonly kind: 'family'; readonly image: ListedImage; readonly isOpen: boolean }
  /** Another image of the family above. */
  | { readonly kind: 'version'; readonly image: ListedImage };
