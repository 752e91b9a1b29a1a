import assert from 'node:assert/strict';
import type { Ingested } from '@ingot/chunk-store';
import { contentOf as chunks } from '@ingot/chunk-store/testing';
import type { Image, ImageState } from '../../images/index.ts';
import type { Caller } from '../../kernel/caller.ts';
import { newImageId } from '../../kernel/ids.ts';
import type { StorageWorld } from './storage-world.ts';

interface Place {
  readonly by: Caller;
  readonly family?: string;
  readonly status?: 'active' | 'deleted';
}

/** An image with these chunks, by number; 0 is zeros. */
export async function addImage(
  world: StorageWorld,
  numbers: readonly number[],
  { by, family, status = 'active' }: Place,
): Promise<Image & { readonly newBytes: number }> {
  const ingest = await world.temporary.store.ingest();
  await ingest.write(chunks(numbers));
  const ingested = await ingest.finish();
  const image: Image = {
    id: newImageId(),
    ownerId: by.projectId ?? assert.fail(),
    name: null,
    visibility: 'public',
    protected: false,
    hidden: false,
    diskFormat: 'raw',
    containerFormat: 'bare',
    minDisk: 0,
    minRam: 0,
    tags: [],
    properties: family === undefined ? {} : { family },
    createdAt: 0,
    updatedAt: 0,
    state: stateOf(ingested, status),
  };
  await world.images.transaction(async (tx) => {
    await tx.imageInsert(image);
    if (status === 'active') await tx.usageAdd(image.ownerId, { bytes: ingested.size, images: 1 }, null);
  });
  await ingested.release();
  return { ...image, newBytes: ingested.newBytes };
}

export function stateOf(ingested: Ingested, status: 'active' | 'deleted'): ImageState {
  const { root, size, md5, sha512, newBytes } = ingested;
  const active: ImageState = {
    status: 'active',
    content: { root, size, virtualSize: size, checksums: { md5, sha512 }, newBytes },
  };
  return status === 'active' ? active : { status, deletedAt: 1, before: active };
}
