import type { ImageId, JobId } from '../../../kernel/ids.ts';

/**
 * The paths that bodies hold. They begin with `/v2` under whatever prefix the API is mounted: clients cut that off and
 * put the rest behind the address that they know from the catalog.
 */
export const IMAGES_PATH = '/v2/images';
export const TASKS_PATH = '/v2/tasks';

export function imagePath(id: ImageId): string {
  return `${IMAGES_PATH}/${id}`;
}

export function taskPath(id: JobId): string {
  return `${TASKS_PATH}/${id}`;
}

export function schemaPath(name: 'image' | 'images' | 'member' | 'members' | 'task' | 'tasks'): string {
  return `/v2/schemas/${name}`;
}

export interface PageLinks {
  readonly first: string;
  /** Absent on the last page. */
  readonly next?: string;
}

/**
 * Where a list begins and goes on, under the same filters.
 *
 * @param marker the last entry of this page when there are more, else null.
 */
export function pageLinks(path: string, query: URLSearchParams, marker: string | null): PageLinks {
  const filters = new URLSearchParams(query);
  filters.delete('marker');
  const first = filters.size > 0 ? `${path}?${filters.toString()}` : path;
  if (marker === null) return { first };
  filters.append('marker', marker);
  return { first, next: `${path}?${filters.toString()}` };
}
