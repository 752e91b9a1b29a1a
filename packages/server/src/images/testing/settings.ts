import type { ImageSettings } from '../image-settings.ts';
import type { UsageCeiling } from '../image-store.ts';

/** Limits small enough to run into. */
export const TEST_SETTINGS: ImageSettings = {
  defaultVisibility: 'shared',
  maxSize: 64 * 2 ** 20,
  maxProperties: 128,
  maxTags: 128,
  maxMembers: 128,
  trashRetention: 7 * 86_400_000,
  eagerViews: false,
};

/** What every project may have. */
export const TEST_LIMITS: UsageCeiling = { bytes: 256 * 2 ** 20, images: 100, optimized: 2 };

/** Milliseconds after which a writer that gave no sign of life is taken for dead. */
export const LEASE = 60_000;
