import type { Visibility } from './image.ts';

/** What an installation decides about images. Sizes in bytes, times in milliseconds. */
export interface ImageSettings {
  readonly defaultVisibility: Extract<Visibility, 'shared' | 'private'>;
  readonly maxSize: number;
  readonly maxProperties: number;
  readonly maxTags: number;
  readonly maxMembers: number;
  readonly trashRetention: number;
  /** Whether the disk of an image is taken out of its content as soon as that is there, or when somebody needs it. */
  readonly eagerViews: boolean;
}

/**
 * The names by which a client may ask for a store. There is one store, `local`; the others are names for it that
 * clients of existing clouds send (`s3` by VK Cloud's, `file` by those of a Glance with its usual store).
 */
export const STORE_NAMES = ['local', 's3', 'file'] as const;

/** The name that the store has in answers. */
export const STORE_NAME = STORE_NAMES[0];
