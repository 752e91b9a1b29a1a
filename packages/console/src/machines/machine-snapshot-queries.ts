import type { Answer, Input } from '@ingot/client';
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type MachineSnapshot = Answer<'get', '/api/v1/machine-snapshots/{id}'>;
type NewSnapshot = Input<'post', '/api/v1/machines/{id}/snapshots'>['body'];

const PAGE = 100;

/** The newest first, page by page. */
export function machineSnapshotsQuery(machine: string) {
  return infiniteQueryOptions({
    queryKey: ['machine-snapshots', machine],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam !== null && { marker: pageParam }) };
      return client.call('get', '/api/v1/machines/{id}/snapshots', { path: { id: machine }, query, signal });
    },
    getNextPageParam: ({ nextMarker }) => nextMarker,
  });
}

export function useTakeSnapshot() {
  const changed = useSnapshotsChanged();
  return useMutation({
    mutationFn: ({ machine, body }: { readonly machine: string; readonly body: NewSnapshot }) =>
      client.call('post', '/api/v1/machines/{id}/snapshots', { path: { id: machine }, body }),
    onSuccess: changed,
  });
}

export function useRestoreSnapshot() {
  const changed = useSnapshotsChanged();
  return useMutation({
    mutationFn: ({ id }: MachineSnapshot) =>
      client.call('post', '/api/v1/machine-snapshots/{id}/restore', { path: { id } }),
    onSuccess: changed,
  });
}

export function useDeleteMachineSnapshot() {
  const changed = useSnapshotsChanged();
  return useMutation({
    mutationFn: ({ id }: MachineSnapshot) => client.call('delete', '/api/v1/machine-snapshots/{id}', { path: { id } }),
    onSuccess: changed,
  });
}

/** The machine, too, is another while a snapshot is taken or restored. */
function useSnapshotsChanged(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [['machine-snapshots'], ['machines'], ['machine']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
}
