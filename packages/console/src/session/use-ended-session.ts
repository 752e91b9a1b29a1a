import { RefusedError, UnreachableError } from '@ingot/client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isSignedOut, readSession, sessionQuery } from './session.ts';

/**
 * Leads to signing in, and afterwards back, once the service takes the session no longer: it has expired, or was revoked.
 * A refusal may be about something else, such as a wrong password beside it, so the session is asked for.
 */
export function useEndedSession(): void {
  const queries = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    let isAsking = false;
    const look = async (): Promise<void> => {
      isAsking = true;
      if (await isOver()) {
        const { href: from } = router.state.location;
        await router.navigate({ to: '/sign-in', search: { from, ended: true } });
        queries.clear();
        queries.setQueryData(sessionQuery.queryKey, null);
      }
      isAsking = false;
    };
    const onError = (error: unknown): void => {
      if (isSignedOut(error) && !isAsking) void look();
    };
    const stops = [
      queries.getQueryCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'error') onError(event.action.error);
      }),
      queries.getMutationCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'error') onError(event.action.error);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [queries, router]);
}

/** Not where that is not known: the page says so by itself. */
async function isOver(): Promise<boolean> {
  try {
    return (await readSession()) === null;
  } catch (error) {
    if (error instanceof RefusedError || error instanceof UnreachableError) return false;
    throw error;
  }
}
