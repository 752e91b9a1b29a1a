import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';

/** Of a list that comes page by page, what its table has to know: whether more is on its way, and how to ask for it. */
export function nextPage<Page>({
  isPending,
  isFetchingNextPage,
  hasNextPage,
  fetchNextPage,
}: UseInfiniteQueryResult<InfiniteData<Page>>): { readonly isLoading: boolean; readonly onEnd: () => void } {
  return {
    isLoading: isPending || isFetchingNextPage,
    onEnd: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
  };
}
