import { isReaderOf, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ImageId, ImagePoolId, ProjectId, PublicationId } from '../kernel/ids.ts';
import { requireAdmin, requireSeen } from '../kernel/project-owned.ts';
import type { DesktopImage } from './desktop-image.ts';
import type { ImagePool } from './pools/image-pool.ts';
import type { Publication } from './publication.ts';
import type { PublishingFinder } from './publishing-store.ts';

/**
 * Who may do what: pools belong to the installation, desktop images and publications to a project. To those who may not see
 * a thing it does not exist.
 */

/** @throws `forbidden` for a token without a role. */
export function requireRole(caller: Caller): void {
  if (caller.roles.size === 0) throw new IngotError('forbidden', 'Looking at image pools takes a role.');
}

/** @throws `not-found`. */
export async function findPool(finder: PublishingFinder, id: ImagePoolId): Promise<ImagePool> {
  const pool = await finder.poolFind(id);
  if (pool) return pool;
  throw new IngotError('not-found', `No image pool found with ID ${id}.`);
}

/** The pool that somebody has named for something new. @throws `invalid`. */
export async function findWantedPool(finder: PublishingFinder, id: ImagePoolId): Promise<ImagePool> {
  const pool = await finder.poolFind(id);
  if (pool) return pool;
  throw new IngotError('invalid', `There is no image pool ${id}; GET /api/v1/image-pools lists those that there are.`);
}

/** @throws `not-found`. */
export async function findDesktopImage(finder: PublishingFinder, id: ImageId): Promise<DesktopImage> {
  const found = await finder.desktopImageFind(id);
  if (found) return found;
  throw new IngotError('not-found', `Image ${id} is no desktop image.`);
}

/** @throws `not-found`. */
export async function findPublication(
  finder: PublishingFinder,
  caller: Caller,
  id: PublicationId,
): Promise<Publication> {
  const notFound = (): IngotError => new IngotError('not-found', `No publication found with ID ${id}.`);
  return requireSeen(caller, await finder.publicationFind(id), notFound);
}

/** Whose things a list shows; null: everybody's. @throws `forbidden`. */
export function listedOwner(
  caller: Caller,
  { allProjects = false }: { readonly allProjects?: boolean },
): ProjectId | null {
  if (allProjects) {
    requireAdmin(caller);
    return null;
  }
  if (isReaderOf(caller, caller.projectId)) return caller.projectId;
  throw new IngotError('forbidden', 'This list takes the role reader in a project.');
}
