import type { Expression, Kysely } from 'kysely';
import { askedTogether, preparedList } from '../db/index.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { Image } from './image.ts';
import type { ImagePage } from './image-query.ts';
import { toImages } from './image-rows.sql.ts';
import type { ImageRow, ImageTables } from './image-tables.sql.ts';
import { characters, KnownImages } from './known-images.ts';

/** Images read at a time, and characters of their tags and properties after which a page ends before its limit. */
const BATCH = 50;
const PAGE_CHARACTERS = 4 * 2 ** 20;

/** Which image, and which state of it. */
export type ListedImage = Pick<ImageRow, 'id' | 'revision'>;

const findRevisions = preparedList((kysely: Kysely<ImageTables>, ids: readonly Expression<ImageId>[]) =>
  kysely.selectFrom('image').select(['id', 'revision']).where('id', 'in', ids),
);

/** Reads committed images, each of its revisions once as long as it is remembered. */
export class ImageReader {
  readonly #kysely: Kysely<ImageTables>;
  readonly known = new KnownImages();
  /** One of them; those that are looked for in the same turn of the event loop are found together. */
  readonly find: (id: ImageId) => Promise<Image | null>;

  constructor(kysely: Kysely<ImageTables>) {
    this.#kysely = kysely;
    this.find = askedTogether(async (ids) => this.#read((await findRevisions(kysely, ids)).rows), BATCH);
  }

  /**
   * The page that begins with the first of `listed`: at most `limit` images, and fewer when they have so many properties
   * that a thousand of them could not be held.
   */
  async page(listed: readonly ListedImage[], limit: number): Promise<ImagePage<Image>> {
    const items: Image[] = [];
    const wanted = Math.min(limit, listed.length);
    let read = 0;
    for (let size = 0; read < wanted && size < PAGE_CHARACTERS;) {
      const batch = listed.slice(read, Math.min(read + BATCH, wanted));
      const images = await this.#read(batch);
      read += BATCH;
      for (const { id } of batch) {
        const image = images.get(id);
        if (!image) continue;
        items.push(image);
        size += characters(image);
      }
    }
    return { items, more: listed.length > Math.min(read, wanted) };
  }

  /** At most a batch. */
  async #read(listed: readonly ListedImage[]): Promise<Map<ImageId, Image>> {
    const images = new Map<ImageId, Image>();
    const unknown: ImageId[] = [];
    for (const { id, revision } of listed) {
      const image = this.known.get(id, revision);
      if (image) images.set(id, image);
      else unknown.push(id);
    }
    if (unknown.length > 0) {
      const rows = await this.#kysely.selectFrom('image').selectAll().where('id', 'in', unknown).execute();
      const revisions = new Map(rows.map(({ id, revision }) => [id, revision]));
      // Should tags and properties be newer than their rows, then nobody asks for these revisions any more.
      for (const image of await toImages(this.#kysely, rows)) {
        images.set(image.id, image);
        const revision = revisions.get(image.id);
        if (revision !== undefined) this.known.add(image, revision);
      }
    }
    return images;
  }
}
