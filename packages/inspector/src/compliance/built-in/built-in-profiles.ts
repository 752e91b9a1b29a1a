import type { Profile } from '../profile.ts';
import { BOOT_TEST } from './boot-test.ts';
import { CLEAN_IMAGE } from './clean-image/clean-image.ts';
import { H3C_TCI, H3C_VOI } from './h3c.ts';
import { VK_CLOUD_DESKTOP } from './vk-cloud-desktop.ts';

/** The profiles that are always there. */
export const BUILT_IN_PROFILES: readonly Profile[] = [VK_CLOUD_DESKTOP, H3C_VOI, H3C_TCI, CLEAN_IMAGE, BOOT_TEST];
