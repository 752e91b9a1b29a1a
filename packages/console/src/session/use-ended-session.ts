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
      try {
        if ((await readSession()) !== null) return;
        const { href: from } = router.state.location;
        await router.navigate({ to: '/sign-in', search: { from, ended: true } });
        queries.clear();
        queries.setQueryData(sessionQuery.queryKey, null);
      } finally {
        isAsking = false;
      }
    };
    const onError = (error: unknown): void => {
      // Where even that has no answer, the page says so by itself.
      if (isSignedOut(error) && !isAsking) look().catch(() => null);
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
