import type { ImageSettings } from '../image-settings.ts';

/** Limits small enough to run into. */
export const TEST_SETTINGS: ImageSettings = {
  defaultVisibility: 'shared',
  maxSize: 64 * 2 ** 20,
  projectBytes: 256 * 2 ** 20,
  projectCount: 100,
  maxProperties: 128,
  maxTags: 128,
  maxMembers: 128,
  trashRetention: 7 * 86_400_000,
};

/** Milliseconds after which a writer that gave no sign of life is taken for dead. */
export const LEASE = 60_000;
