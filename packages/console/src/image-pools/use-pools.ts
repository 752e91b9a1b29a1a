import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { poolsQuery, type ImagePool } from './pool-queries.ts';

interface Pools {
  readonly pools: readonly ImagePool[];
  readonly isPending: boolean;
  readonly nameOf: (id: string) => string | undefined;
}

/** All image pools, of which an installation has a few. */
export function usePools(): Pools {
  const { data, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(poolsQuery);
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const pools = data?.pages.flatMap((page) => page.pools) ?? [];
  return { pools, isPending, nameOf: (id) => pools.find((pool) => pool.id === id)?.name };
}
