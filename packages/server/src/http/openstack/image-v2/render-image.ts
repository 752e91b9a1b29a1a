import { contentOf, type Image } from '../../../images/index.ts';
import { imagePath, schemaPath } from './paths.ts';
import { wireTime } from './wire-time.ts';

/** Of images that are still held by somebody, such as the store, which remembers those that it has read. */
const texts = new WeakMap<Image, string>();

/**
 * An image as clients see it, in JSON: attributes and properties side by side. Images never change, so each is written
 * once, however often it is shown.
 */
export function imageJson(image: Image): string {
  const known = texts.get(image);
  if (known !== undefined) return known;
  const text = JSON.stringify(renderImage(image));
  texts.set(image, text);
  return text;
}

function renderImage(image: Image): Readonly<Record<string, string | number | boolean | null | readonly string[]>> {
  const content = contentOf(image);
  const path = imagePath(image.id);
  return {
    ...progressKeys(image),
    ...image.properties,
    id: image.id,
    name: image.name,
    status: image.state.status,
    visibility: image.visibility,
    protected: image.protected,
    os_hidden: image.hidden,
    owner: image.ownerId,
    size: content?.size ?? null,
    virtual_size: content?.virtualSize ?? null,
    checksum: content?.checksums?.md5 ?? null,
    os_hash_algo: content?.checksums ? 'sha512' : null,
    os_hash_value: content?.checksums?.sha512 ?? null,
    min_disk: image.minDisk,
    min_ram: image.minRam,
    disk_format: image.diskFormat,
    container_format: image.containerFormat,
    tags: image.tags,
    created_at: wireTime(image.createdAt),
    updated_at: wireTime(image.updatedAt),
    self: path,
    file: `${path}/file`,
    schema: schemaPath('image'),
  };
}

/**
 * Keys in the reserved `os_glance` space that tell how an upload or import goes, beside those that are kept with the
 * image. The reason is an addition of ours, so that `openstack image show` tells it.
 */
function progressKeys({ state }: Image): Readonly<Record<string, string>> {
  if (state.status === 'importing') return { os_glance_import_task: state.task };
  if (state.status === 'queued' && state.failure !== null) return { os_glance_failure_reason: state.failure };
  return {};
}
