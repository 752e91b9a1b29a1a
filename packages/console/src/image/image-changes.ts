import type { Image } from '@ingot/client';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export const V21_PATCH = 'application/openstack-images-v2.1-json-patch';

/** One step of a change, as RFC 6902 has it. */
interface PatchStep {
  readonly op: 'add' | 'replace' | 'remove';
  /** Of an attribute or a property, as it is. */
  readonly name: string;
  readonly value?: unknown;
}

export type ImagePatch = readonly PatchStep[];

/** Has everything that shows an image read again. */
export async function lookAgainAtImage(queries: QueryClient, id: string): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['image', id] }),
    queries.invalidateQueries({ queryKey: ['images'] }),
  ]);
}

/** All steps or none. */
export async function patchImage(id: string, patch: ImagePatch): Promise<void> {
  await client.call('patch', '/v2/images/{image_id}', {
    path: { image_id: id },
    mediaType: V21_PATCH,
    body: patch.map(({ name, ...step }) => ({ ...step, path: `/${pointerOf(name)}` })),
  });
}

export function useChangeImage({ id }: Image) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (patch: ImagePatch) => patchImage(id, patch),
    onSuccess: () => lookAgainAtImage(queries, id),
  });
}

export function useSetDownloads({ id }: Image) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (isAllowed: boolean) =>
      client.call('post', `/v2/images/{image_id}/actions/${isAllowed ? 'reactivate' : 'deactivate'}`, {
        path: { image_id: id },
      }),
    onSuccess: () => lookAgainAtImage(queries, id),
  });
}

/** A token of a JSON pointer (RFC 6901, section 3). */
function pointerOf(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
