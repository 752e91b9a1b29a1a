import { imageCreate } from '@ingot/client';
import { client } from '../api/client.ts';
import { patchImage } from '../image/image-changes.ts';
import { additionsOf, comesFromOutside, propertiesOf, sourceOf, tagsOf, type Draft } from './draft.ts';

interface Created {
  readonly id: string;
  readonly name: string;
}

/** The project that it is made in, and what is known there. */
export interface CreateContext {
  readonly projectId: string;
}

/** Makes the image that was asked for. Of a file the upload has begun; what comes from far off is on its way. */
export async function createImage(draft: Draft, context: CreateContext): Promise<Created> {
  if (draft.source === 'file') return createFromFile(draft, context);
  const source = sourceOf(draft);
  if (source === null) throw new Error('nothing was chosen to make the image of');
  const { visibility } = draft;
  const isOutside = comesFromOutside(draft);
  const name = draft.name.trim();
  const { id, status } = await client.call('post', '/api/v1/images', {
    body: {
      source,
      name,
      visibility,
      tags: tagsOf(draft),
      ...(draft.minDisk !== null && { minDisk: draft.minDisk }),
      ...(draft.minRam !== null && { minRam: draft.minRam }),
      ...(isOutside && { diskFormat: draft.format ?? 'raw', containerFormat: 'bare', properties: propertiesOf(draft) }),
    },
  });
  const additions = isOutside ? [] : additionsOf(draft);
  if (additions.length > 0) await patchImage(id, additions);
  if (draft.profile !== null && status === 'active') {
    await client.call('post', '/api/v1/images/{id}/reports', { path: { id }, body: { profiles: [draft.profile] } });
  }
  return { id, name };
}

async function createFromFile(draft: Draft, { projectId }: CreateContext): Promise<Created> {
  if (!draft.file) throw new Error('no file was chosen');
  const name = draft.name.trim();
  const base = await latestOf(draft.family.trim());
  const { id } = await imageCreate(client, {
    name,
    visibility: draft.visibility,
    disk_format: draft.format ?? 'raw',
    container_format: 'bare',
    min_disk: draft.minDisk ?? 0,
    min_ram: draft.minRam ?? 0,
    tags: tagsOf(draft),
    ...propertiesOf(draft),
  });
  const { beginUpload } = await import('../uploads/uploads.ts');
  const profiles = draft.profile === null ? [] : [draft.profile];
  await beginUpload({ ...draft.file, imageId: id, name, projectId, base, profiles });
  return { id, name };
}

/** The youngest image of a family, from which most of a new version is known already; null where there is none. */
async function latestOf(family: string): Promise<string | null> {
  if (family === '') return null;
  const query = { family, whose: 'own', status: 'active', limit: 1 } as const;
  const { images } = await client.call('get', '/api/v1/images', { query });
  return images[0]?.id ?? null;
}
