import { settledNames, withSettled } from '../families/image-facts.ts';
import type { Image } from '../image.ts';

/** What images say of themselves that can be found out by looking at their disks (Glance's "common image properties"). */
export const SUGGESTED_PROPERTIES = [
  'os_type',
  'os_distro',
  'os_version',
  'architecture',
  'hw_firmware_type',
  'hw_qemu_guest_agent',
] as const;
export type SuggestedProperty = (typeof SUGGESTED_PROPERTIES)[number];

const MIN_DISK = 'min_disk';

/** What was found of an image that is worth saying of it. */
export interface Suggestion {
  readonly properties: Readonly<Partial<Record<SuggestedProperty, string>>>;
  /** GiB; null for nothing to say. */
  readonly minDisk: number | null;
}

/**
 * The image with what is suggested where nothing was said: never over a property that is there, and never again what was
 * suggested before or taken away. The same object when there is nothing to add.
 */
export function withSuggestion(image: Image, { properties, minDisk }: Suggestion): Image {
  const settled = settledNames(image);
  const additions = SUGGESTED_PROPERTIES.flatMap((name) => {
    const value = properties[name];
    return value === undefined || settled.has(name) || Object.hasOwn(image.properties, name)
      ? []
      : [[name, value] as const];
  });
  // What is on a disc is installed from it, onto a disk of another size.
  const takesDisk = minDisk !== null && image.minDisk === 0 && image.diskFormat !== 'iso' && !settled.has(MIN_DISK);
  const names = [...additions.map(([name]) => name), ...(takesDisk ? [MIN_DISK] : [])];
  if (names.length === 0) return image;
  return {
    ...image,
    minDisk: takesDisk ? minDisk : image.minDisk,
    properties: withSettled({ ...image.properties, ...Object.fromEntries(additions) }, names),
  };
}

/** A changed image that remembers what was taken away from it, so that this is not suggested. */
export function rememberRemovals(image: Image, before: Image): Image {
  const names: string[] = SUGGESTED_PROPERTIES.filter(
    (name) => Object.hasOwn(before.properties, name) && !Object.hasOwn(image.properties, name),
  );
  if (before.minDisk > 0 && image.minDisk === 0) names.push(MIN_DISK);
  const isKnown = names.every((name) => settledNames(image).has(name));
  return isKnown ? image : { ...image, properties: withSettled(image.properties, names) };
}
