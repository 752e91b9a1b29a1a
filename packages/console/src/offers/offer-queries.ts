import type { Image } from '@ingot/client';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export const OFFER_STATUSES = ['pending', 'accepted', 'rejected'] as const;
export type OfferStatus = (typeof OFFER_STATUSES)[number];

export interface OffersSearch {
  /** Those without an answer unless given. */
  readonly status?: OfferStatus | undefined;
}

export function offersSearch({ status }: Record<string, unknown>): OffersSearch {
  return { status: OFFER_STATUSES.find((known) => known === status) };
}

const PAGE = 100;

/** Images of others that are shared with the project, the newest first. */
export function offersQuery(project: string, status: OfferStatus) {
  return infiniteQueryOptions({
    queryKey: ['images', 'offers', project, status],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const answer = await client.call('get', '/v2/images', {
        query: {
          limit: PAGE,
          visibility: 'shared',
          member_status: status,
          ...(pageParam !== null && { marker: pageParam }),
        },
        signal,
      });
      const all = (answer.images ?? []) as readonly Image[];
      const next = answer.next === undefined ? null : (all.at(-1)?.id ?? null);
      // What the project shares itself is in that list, too.
      return { images: all.filter(({ owner }) => owner !== project), next };
    },
    getNextPageParam: ({ next }) => next,
  });
}
