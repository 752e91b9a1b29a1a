import { contentOf, withoutFacts, type Image } from '../images/index.ts';

/** What Cinder says of the image itself, beside its properties; these do not become properties of another image. */
const OF_THE_IMAGE: ReadonlySet<string> = new Set([
  'image_id',
  'image_name',
  'checksum',
  'container_format',
  'disk_format',
  'min_disk',
  'min_ram',
  'size',
]);

/** `volume_image_metadata` of a volume that is made from an image, as Cinder fills it. */
export function imageMetadataOf(image: Image): Record<string, string> {
  const content = contentOf(image);
  const said = {
    image_id: image.id,
    image_name: image.name,
    checksum: content?.checksums?.md5,
    container_format: image.containerFormat,
    disk_format: image.diskFormat,
    min_disk: image.minDisk,
    min_ram: image.minRam,
    size: content?.size,
  };
  const texts = Object.entries(said).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)] as const],
  );
  return { ...withoutFacts(image.properties), ...Object.fromEntries(texts) };
}

/** The properties of an image that is made from a volume. */
export function imagePropertiesOf(imageMetadata: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(imageMetadata).filter(([name]) => !OF_THE_IMAGE.has(name)));
}
