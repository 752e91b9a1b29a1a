import type { Answer, Input } from '@ingot/client';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type AuditEntry = Answer<'get', '/api/v1/audit'>['entries'][number];
type ListQuery = NonNullable<Input<'get', '/api/v1/audit'>['query']>;

/** Entries asked for at a time. */
const PAGE = 100;

/** What the log is narrowed to. */
export interface AuditSearch {
  readonly failed?: boolean | undefined;
  /** Id of a user. */
  readonly user?: string | undefined;
  /** Id of what was changed. */
  readonly resource?: string | undefined;
  /** Of all projects, for administrators. */
  readonly all?: boolean | undefined;
}

export function auditSearch({ failed, user, resource, all }: Record<string, unknown>): AuditSearch {
  return {
    failed: failed === true ? failed : undefined,
    user: typeof user === 'string' ? user : undefined,
    resource: typeof resource === 'string' ? resource : undefined,
    all: all === true ? all : undefined,
  };
}

/** The newest first, page by page. @param project whose log it is, unless all are asked for */
export function auditQuery({ failed, user, resource, all }: AuditSearch, project: string) {
  return infiniteQueryOptions({
    queryKey: ['audit', { failed, user, resource, all, project }],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query: ListQuery = {
        limit: PAGE,
        ...(all !== true && { project }),
        ...(failed === true && { failed }),
        ...(user !== undefined && { user }),
        ...(resource !== undefined && { resource }),
        ...(pageParam !== null && { marker: pageParam }),
      };
      return client.call('get', '/api/v1/audit', { query, signal });
    },
    getNextPageParam: ({ nextMarker }) => nextMarker,
    // Everything that happens makes it longer, and nothing tells of it.
    staleTime: 0,
  });
}
