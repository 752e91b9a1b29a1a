import type { ProjectId } from '../kernel/ids.ts';

/** What a project asks of its images before others get to use them. */
export interface ImagePolicy {
  readonly projectId: ProjectId;
  /** Ids of profiles that an image has to pass before it becomes public or the latest of a family. */
  readonly required: readonly string[];
  /** Ids of profiles by which every new image is judged, beside those that are required. */
  readonly checked: readonly string[];
}

export function noPolicy(projectId: ProjectId): ImagePolicy {
  return { projectId, required: [], checked: [] };
}

/** By which every new image is judged. */
export function checkedProfiles({ required, checked }: ImagePolicy): readonly string[] {
  return [...new Set([...required, ...checked])];
}
