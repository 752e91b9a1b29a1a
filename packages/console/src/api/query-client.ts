import { RefusedError } from '@ingot/client';
import { QueryClient } from '@tanstack/react-query';

/** Times that a question is asked again when no answer came. */
const RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal is an answer: asking again would get the same.
      retry: (count, error) => !(error instanceof RefusedError) && count < RETRIES,
      staleTime: 5000,
    },
  },
});
