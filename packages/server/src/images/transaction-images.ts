import type { ImageId } from '../kernel/ids.ts';
import type { Image } from './image.ts';
import { KnownImages } from './known-images.ts';

/**
 * Images as one transaction knows them: those that are remembered from before it need not be read once more, and what it
 * writes is remembered once it is committed.
 */
export class TransactionImages {
  readonly #known: KnownImages;
  /** As they are within the transaction. */
  readonly #revisions = new Map<ImageId, number>();
  readonly #written = new Map<ImageId, Image>();

  constructor(known: KnownImages = new KnownImages()) {
    this.#known = known;
  }

  /** Whether it is worth while to ask for the revision alone. */
  mayKnow(id: ImageId): boolean {
    return this.#known.has(id);
  }

  /** @param revision as the transaction, which has its row, reads it. @returns null for an image that has to be read */
  find(id: ImageId, revision: number): Image | null {
    this.#revisions.set(id, revision);
    return this.#known.get(id, revision);
  }

  inserted(image: Image): void {
    this.#revisions.set(image.id, 1);
    this.#written.set(image.id, image);
  }

  /** What was not found before has a revision that nobody here knows. */
  wrote(image: Image): void {
    const revision = this.#revisions.get(image.id);
    if (revision === undefined) return;
    this.#revisions.set(image.id, revision + 1);
    this.#written.set(image.id, image);
  }

  /** To be called when it is committed. */
  remember(): void {
    for (const [id, image] of this.#written) {
      const revision = this.#revisions.get(id);
      if (revision !== undefined) this.#known.add(asRead(image), revision);
    }
  }
}

/** Tags are read in order. */
function asRead(image: Image): Image {
  const { tags } = image;
  return tags.every((tag, at) => at === 0 || (tags[at - 1] ?? '') < tag) ? image : { ...image, tags: tags.toSorted() };
}
