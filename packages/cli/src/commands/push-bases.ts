import { imageList, imagesNamed, type ApiClient, type Image } from '@ingot/client';

/** More of them have hardly more chunks in common with the new one, and each has to be looked through. */
const MOST = 4;

/**
 * Images that probably have most of the chunks of a new one: those of its family, then those of its name, the newest
 * first.
 */
export async function probableBases(client: ApiClient, name: string, family: string | undefined): Promise<string[]> {
  const found = new Set<string>();
  for (const image of family === undefined ? [] : await newest(client, family)) found.add(image.id);
  for (const image of await imagesNamed(client, name, MOST)) if (image.status === 'active') found.add(image.id);
  return [...found].slice(0, MOST);
}

async function newest(client: ApiClient, family: string): Promise<readonly Image[]> {
  const images: Image[] = [];
  for await (const image of imageList(client, { status: 'active', properties: { family } })) {
    images.push(image);
    if (images.length === MOST) break;
  }
  return images;
}
