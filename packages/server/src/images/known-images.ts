import type { ImageId } from '../kernel/ids.ts';
import type { Image } from './image.ts';

/** Bytes, roughly, of all images together, and what each takes beside its texts; answers with it are as long again. */
const CAPACITY = 16 * 2 ** 20;
const BASE = 3000;

/**
 * Images that have been read, by their revision: as long as that is the one in the database, so is the image, whichever
 * process wrote it. The least recently used go first.
 */
export class KnownImages {
  readonly #entries = new Map<ImageId, { readonly revision: number; readonly image: Image; readonly size: number }>();
  #size = 0;

  /** Whether some revision of it is. */
  has(id: ImageId): boolean {
    return this.#entries.has(id);
  }

  get(id: ImageId, revision: number): Image | null {
    const entry = this.#entries.get(id);
    if (entry?.revision !== revision) return null;
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    return entry.image;
  }

  /** @param image as it was committed; what a transaction reads may be taken back */
  add(image: Image, revision: number): void {
    this.#remove(image.id);
    const size = BASE + characters(image);
    this.#entries.set(image.id, { revision, image, size });
    this.#size += size;
    for (const id of this.#entries.keys()) {
      if (this.#size <= CAPACITY) break;
      this.#remove(id);
    }
  }

  #remove(id: ImageId): void {
    this.#size -= this.#entries.get(id)?.size ?? 0;
    this.#entries.delete(id);
  }
}

/** Of what clients fill in without narrow bounds. */
export function characters({ properties, tags }: Image): number {
  let sum = 0;
  for (const [name, value] of Object.entries(properties)) sum += name.length + value.length;
  for (const tag of tags) sum += tag.length;
  return sum;
}
