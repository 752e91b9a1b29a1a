import type { ApiClient } from './api-client.ts';
import type { Image } from './image.ts';
import type { Input } from './operation.ts';

type ListQuery = NonNullable<Input<'get', '/v2/images'>['query']>;

export interface ImageFilters extends Omit<ListQuery, 'limit' | 'marker'> {
  readonly status?: string;
  readonly owner?: string;
  /** By the values of properties. */
  readonly properties?: Readonly<Record<string, string>>;
}

const PAGE = 200;

export async function imageGet(client: ApiClient, id: string): Promise<Image> {
  return (await client.call('get', '/v2/images/{image_id}', { path: { image_id: id } })) as Image;
}

/** Attributes and properties by their names on the wire. */
export interface NewImage extends Readonly<Record<string, unknown>> {
  readonly name: string;
}

/** Registers an image, without data yet. */
export async function imageCreate(client: ApiClient, image: NewImage): Promise<Image> {
  // The schema calls every further key a text, and so, to TypeScript, the known ones as well.
  const body = image as Input<'post', '/v2/images'>['body'];
  return (await client.call('post', '/v2/images', { body })) as Image;
}

/** The images that the caller sees and that fit, asked for page by page as they are taken; the newest first unless told. */
export async function* imageList(client: ApiClient, filters: ImageFilters = {}): AsyncIterable<Image> {
  const { status, owner, properties, ...query } = filters;
  const openQuery = { ...properties, ...(status !== undefined && { status }), ...(owner !== undefined && { owner }) };
  let marker: string | undefined;
  do {
    const page = { limit: PAGE, ...query, ...(marker !== undefined && { marker }) };
    const answer = await client.call('get', '/v2/images', { query: page, openQuery });
    const images = (answer.images ?? []) as readonly Image[];
    yield* images;
    marker = answer.next === undefined ? undefined : images.at(-1)?.id;
  } while (marker !== undefined);
}

/** Those with exactly this name, at most `most` of them. */
export async function imagesNamed(client: ApiClient, name: string, most: number): Promise<readonly Image[]> {
  // A comma, a quote or a colon would be read as an operator; a quoted list of one is not.
  const quoted = `in:"${name.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  const query = { name: /[:,"]/.test(name) ? quoted : name, limit: most };
  const answer = await client.call('get', '/v2/images', { query });
  return ((answer.images ?? []) as readonly Image[]).filter((image) => image.name === name);
}
