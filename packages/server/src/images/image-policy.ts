import { isAdmin, isMemberOf, type Caller } from '../kernel/caller.ts';
import type { ProjectId } from '../kernel/ids.ts';
import type { Image, MemberStatus } from './image.ts';

/**
 * Who may do what: Glance's default policy (the secure-by-default roles), as pure functions. What a state allows is
 * another question, see `IMAGE_ACTIONS`.
 *
 *                      owner's reader  owner's member  sharing member's  anybody's reader  admin
 *   see                      x               x           reader          public,community    x
 *   download                                 x           member          …, as member        x
 *   change, share                            x                                               x
 *   accept, reject                                       member                              x
 *   publicize, give away                                                                     x
 */

/** May ask for lists at all; what is in them is decided image by image. */
export function mayList(caller: Caller): boolean {
  return hasRole(caller, 'reader');
}

/** @param membership what the caller's project answered to being offered the image; null when it was not. */
export function maySee(caller: Caller, image: Image, membership: MemberStatus | null): boolean {
  return isAdmin(caller) || (hasRole(caller, 'reader') && isWithinReach(caller, image, membership));
}

export function mayDownload(caller: Caller, image: Image, membership: MemberStatus | null): boolean {
  return isAdmin(caller) || (hasRole(caller, 'member') && isWithinReach(caller, image, membership));
}

/** May change, fill, delete, deactivate, share. */
export function mayChange(caller: Caller, image: Image): boolean {
  return isAdmin(caller) || isMemberOf(caller, image.ownerId);
}

/** May answer for `member` to being offered an image. */
export function mayAnswerFor(caller: Caller, member: ProjectId): boolean {
  return isAdmin(caller) || isMemberOf(caller, member);
}

/** May make an image public. */
export function mayPublicize(caller: Caller): boolean {
  return isAdmin(caller);
}

/** May register images in `project`, or hand them over to it. */
export function mayCreateIn(caller: Caller, project: ProjectId): boolean {
  return isAdmin(caller) || isMemberOf(caller, project);
}

/** May read what was deactivated. */
export function mayReadDeactivated(caller: Caller): boolean {
  return isAdmin(caller);
}

/** May see the imports of everybody. */
export function maySeeAllTasks(caller: Caller): boolean {
  return isAdmin(caller);
}

/** Whether `role` is held, directly or by one that implies it. */
function hasRole(caller: Caller, role: 'reader' | 'member'): boolean {
  return caller.roles.has(role) || caller.roles.has('member') || isAdmin(caller);
}

function isWithinReach(caller: Caller, image: Image, membership: MemberStatus | null): boolean {
  if (image.visibility === 'public' || image.visibility === 'community') return true;
  if (caller.projectId !== null && caller.projectId === image.ownerId) return true;
  return image.visibility === 'shared' && membership !== null;
}
