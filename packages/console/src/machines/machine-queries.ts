import type { Answer, Input } from '@ingot/client';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { textOf } from '../kit/address.ts';

export type Machine = Answer<'get', '/api/v1/machines/{id}'>;
export type MachineAction = Machine['actions'][number];
export type NewMachine = Input<'post', '/api/v1/machines'>['body'];
export type MachineChanges = Input<'patch', '/api/v1/machines/{id}'>['body'];
type ListQuery = NonNullable<Input<'get', '/api/v1/machines'>['query']>;
export type MachineStatus = NonNullable<ListQuery['status']>;
export type ImageType = NonNullable<ListQuery['imageType']>;
export type OsType = NonNullable<Machine['osType']>;
export type Firmware = Machine['firmware'];

export const IMAGE_TYPES: readonly ImageType[] = ['vdi', 'idv', 'voi', 'tci'];
export const OS_TYPES: readonly OsType[] = ['linux', 'windows'];
export const FIRMWARES: readonly Firmware[] = ['bios', 'uefi'];
export const MACHINE_STATUSES: readonly MachineStatus[] = [
  'creating',
  'starting',
  'stopped',
  'running',
  'stopping',
  'rebooting',
  'snapshotting',
  'restoring',
  'publishing',
  'deleting',
  'error',
];

const PAGE = 100;

/** What the list is narrowed to; it stands in the address. */
export interface MachinesSearch {
  readonly text?: string | undefined;
  readonly status?: MachineStatus | undefined;
  readonly imageType?: ImageType | undefined;
}

export function machinesSearch({ text, status, imageType }: Record<string, unknown>): MachinesSearch {
  return {
    text: textOf(text),
    status: MACHINE_STATUSES.find((known) => known === status),
    imageType: IMAGE_TYPES.find((known) => known === imageType),
  };
}

/** The newest first, page by page. */
export function machinesQuery({ text, status, imageType }: MachinesSearch) {
  return infiniteQueryOptions({
    queryKey: ['machines', { text, status, imageType }],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: PAGE,
        ...(pageParam !== null && { marker: pageParam }),
        ...(text !== undefined && { text }),
        ...(status && { status }),
        ...(imageType && { imageType }),
      };
      return client.call('get', '/api/v1/machines', { query, signal });
    },
    getNextPageParam: ({ nextMarker }) => nextMarker,
    placeholderData: keepPreviousData,
  });
}

export function machineQuery(id: string) {
  return queryOptions({
    queryKey: ['machine', id],
    queryFn: () => client.call('get', '/api/v1/machines/{id}', { path: { id } }),
  });
}

/** Which action is legal in which status: it is part of the service, and stays as it is. */
export const machineActionsQuery = queryOptions({
  queryKey: ['machine-actions'],
  queryFn: ({ signal }) => client.call('get', '/api/v1/machine-actions', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whether machines can be run at all where the service is. */
export const machineSupportQuery = queryOptions({
  queryKey: ['machine-support'],
  queryFn: ({ signal }) => client.call('get', '/api/v1/machine-support', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What is done to a machine with no more to say than that. */
export type PowerAction = Extract<MachineAction, 'start' | 'shut-down' | 'turn-off' | 'reboot-soft' | 'reboot-hard'>;

export function useMachinePower() {
  const changed = useMachineChanged();
  return useMutation({
    mutationFn: ({ id, action }: { readonly id: string; readonly action: PowerAction }): Promise<Machine> => {
      const path = { id };
      switch (action) {
        case 'start':
          return client.call('post', '/api/v1/machines/{id}/start', { path });
        case 'shut-down':
        case 'turn-off':
          return client.call('post', '/api/v1/machines/{id}/stop', { path, body: { off: action === 'turn-off' } });
        case 'reboot-soft':
        case 'reboot-hard':
          return client.call('post', '/api/v1/machines/{id}/reboot', {
            path,
            body: { hard: action === 'reboot-hard' },
          });
      }
    },
    onSuccess: changed,
  });
}

export function useCreateMachine() {
  const changed = useMachineChanged();
  return useMutation({
    mutationFn: (body: NewMachine) => client.call('post', '/api/v1/machines', { body }),
    onSuccess: changed,
  });
}

export function useChangeMachine() {
  const changed = useMachineChanged();
  return useMutation({
    mutationFn: ({ id, body }: { readonly id: string; readonly body: MachineChanges }) =>
      client.call('patch', '/api/v1/machines/{id}', { path: { id }, body }),
    onSuccess: changed,
  });
}

export function useDeleteMachine() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, keepDisks }: { readonly id: string; readonly keepDisks: boolean }) =>
      client.call('delete', '/api/v1/machines/{id}', { path: { id }, query: { keepDisks } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['machines'] }),
  });
}

interface ChangeMedia {
  readonly id: string;
  readonly image: string;
  /** Into a drive, or out of it. */
  readonly isMounted: boolean;
}

export function useChangeMedia() {
  const changed = useMachineChanged();
  return useMutation({
    mutationFn: ({ id, image, isMounted }: ChangeMedia): Promise<Machine> =>
      isMounted
        ? client.call('post', '/api/v1/machines/{id}/media', { path: { id }, body: { image } })
        : client.call('delete', '/api/v1/machines/{id}/media/{image_id}', { path: { id, image_id: image } }),
    onSuccess: changed,
  });
}

/**
 * Has a machine that the service answered with shown wherever it is, and read again: that it has changed since may have
 * been told before the answer came.
 */
function useMachineChanged(): (machine: Machine) => Promise<unknown> {
  const queries = useQueryClient();
  return (machine) => {
    const { queryKey } = machineQuery(machine.id);
    queries.setQueryData(queryKey, machine);
    return Promise.all([
      queries.invalidateQueries({ queryKey }),
      queries.invalidateQueries({ queryKey: ['machines'] }),
    ]);
  };
}
