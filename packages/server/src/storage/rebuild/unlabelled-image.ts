import { createHash } from 'node:crypto';
import type { TreeReader, TreeRoot } from '@ingot/chunk-store';
import { inspectUnknown, type Image } from '../../images/index.ts';
import { parseImageId, type ImageId, type ProjectId } from '../../kernel/ids.ts';

/**
 * An image for content of which only the bytes are known. It is deactivated, so that nobody but an administrator can read
 * what may have been somebody's and may have been deleted; what it is is found out from the bytes.
 */
export async function unlabelledImage(
  content: TreeReader,
  ownerId: ProjectId,
  now: number,
  signal: AbortSignal,
): Promise<Image> {
  const { root, size } = content;
  const [md5, sha512] = [createHash('md5'), createHash('sha512')];
  const take = async (pieces: readonly Buffer[]): Promise<void> => {
    for (const bytes of pieces) {
      md5.update(bytes);
      sha512.update(bytes);
    }
  };
  await content.send(take, { signal });
  const inspected = await inspectUnknown(content);
  return {
    id: imageIdOf(root),
    ownerId,
    name: `recovered-${root.slice(0, 16)}`,
    visibility: 'private',
    protected: false,
    hidden: false,
    diskFormat: inspected?.diskFormat ?? null,
    containerFormat: inspected ? 'bare' : null,
    minDisk: 0,
    minRam: 0,
    tags: [],
    properties: { description: 'Recovered from the store without its record; it may have been deleted before.' },
    createdAt: now,
    updatedAt: now,
    state: {
      status: 'deactivated',
      content: {
        root,
        size,
        virtualSize: inspected?.virtualSize ?? size,
        checksums: { md5: md5.digest('hex'), sha512: sha512.digest('hex') },
        newBytes: null,
      },
    },
  };
}

/** Always the same for the same content, so that a second rebuild makes no second image: a UUID of version 8 (RFC 9562). */
function imageIdOf(root: TreeRoot): ImageId {
  const hex = root.slice(0, 32);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ];
  const id = parseImageId(parts.join('-'));
  if (!id) throw new Error(`no UUID can be made of ${root}`);
  return id;
}
