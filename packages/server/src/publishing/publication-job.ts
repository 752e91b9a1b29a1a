import type { Job, NewJob } from '../jobs/index.ts';
import { parsePublicationId, type PublicationId } from '../kernel/ids.ts';
import type { Publication } from './publication.ts';
import type { PublicationOrder } from './publication-order.ts';

/** Jobs of one host are of one kind: the disks of a machine are read where it is. */
export function publicationJobKind(host: string): string {
  return `publication ${host}`;
}

export function publicationJob(publication: Publication, order: PublicationOrder, host: string): NewJob {
  const { id, task, imageId, ownerId, userId, createdAt } = publication;
  const about = { action: 'publish', topic: 'image', id: imageId, projectId: ownerId, userId } as const;
  // Not the lane of the project: disks are made there, which publications wait for.
  const lane = `publications of ${ownerId}`;
  return { id: task, kind: publicationJobKind(host), subject: id, lane, about, payload: order, at: createdAt };
}

/** With what the publication was asked for; null where its job was made before that was kept. */
export function orderOf({ payload }: Pick<Job, 'payload'>): PublicationOrder | null {
  return payload as PublicationOrder | null;
}

/** What `publicationJob` made; nobody else enqueues jobs of these kinds. */
export function publicationIdOf({ subject }: Pick<Job, 'subject'>): PublicationId {
  const id = parsePublicationId(subject);
  if (!id) throw new Error(`${subject} is no publication`);
  return id;
}
