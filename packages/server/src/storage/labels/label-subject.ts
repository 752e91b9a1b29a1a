import { parseImageId, parseSnapshotId, type ImageId, type SnapshotId } from '../../kernel/ids.ts';

/** What a label is of. */
export type LabelSubject =
  | { readonly kind: 'image'; readonly id: ImageId }
  | { readonly kind: 'snapshot'; readonly id: SnapshotId };

const SNAPSHOT = 'snapshot/';

/**
 * As it is written down: an image by its id alone. Clients choose ids of images, so that of a snapshot has a word before
 * it, and none can be taken for another.
 */
export function subjectOf({ kind, id }: LabelSubject): string {
  return kind === 'image' ? id : `${SNAPSHOT}${id}`;
}

/** Null for what nobody has written. */
export function parseSubject(text: string): LabelSubject | null {
  const snapshot = text.startsWith(SNAPSHOT) ? parseSnapshotId(text.slice(SNAPSHOT.length)) : null;
  if (snapshot !== null) return { kind: 'snapshot', id: snapshot };
  const image = parseImageId(text);
  return image && { kind: 'image', id: image };
}
