import { FACT_PREFIX, KEEP_ORIGINAL, TARGET_FORMAT } from '../families/image-facts.ts';
import { newImageId } from '../../kernel/ids.ts';
import type { Image, ImageContent } from '../image.ts';
import { formatsOf, type Formats } from '../image-inspection.ts';

/** On a converted image: the id of the one that has the bytes as they came; and there the other way round. */
const ORIGINAL = `${FACT_PREFIX}original`;
const CONVERTED = `${FACT_PREFIX}converted`;

/** What content is that has been converted. */
export const CONVERTED_FORMATS = { disk: 'raw', container: 'bare' } as const satisfies Formats;

/**
 * Whether content that comes is to become a raw disk before the image is active (`ingot_target_format`). What is none
 * that a disk can be taken out of fails then.
 */
export function isToBeConverted(image: Image): boolean {
  const formats = formatsOf(image);
  const isThere = formats?.disk === CONVERTED_FORMATS.disk && formats.container === CONVERTED_FORMATS.container;
  return formats !== null && !isThere && image.properties[TARGET_FORMAT] === 'raw';
}

/** An image of the bytes as they came, out of lists that do not ask for it; null when nobody wants it. */
export function originalOf(image: Image, content: ImageContent, now: number): Image | null {
  if (image.properties[KEEP_ORIGINAL] === 'false') return null;
  return {
    ...image,
    id: newImageId(),
    name: image.name === null ? null : `${image.name.slice(0, 240)} (original)`,
    visibility: 'private',
    protected: false,
    hidden: true,
    tags: [],
    properties: { [CONVERTED]: image.id },
    createdAt: now,
    updatedAt: now,
    state: { status: 'active', content },
  };
}

/** The properties of an image whose content has been converted. @param found what its user has said nothing else of. */
export function convertedProperties(
  image: Image,
  original: Image | null,
  found: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const wishes = new Set([TARGET_FORMAT, KEEP_ORIGINAL]);
  const said = Object.entries(image.properties).filter(([name]) => !wishes.has(name));
  return { ...found, ...Object.fromEntries(said), ...(original && { [ORIGINAL]: original.id }) };
}
