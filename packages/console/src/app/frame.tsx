import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../session/session.ts';
import { NotFoundPage } from './NotFoundPage.tsx';
import { Shell } from './Shell.tsx';

interface RouterContext {
  readonly queries: QueryClient;
}

export const root = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFoundPage });

interface SignInSearch {
  /** Where to go afterwards: a path within the console. */
  readonly from?: string | undefined;
  /** A session was there, and is over. */
  readonly ended?: boolean | undefined;
}

export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ from, ended }: Record<string, unknown>): SignInSearch => ({
    // A path and no address: nobody is sent elsewhere by a link to this page.
    from: typeof from === 'string' && /^\/(?![/\\])/.test(from) ? from : undefined,
    ended: ended === true ? ended : undefined,
  }),
  component: lazyRouteComponent(() => import('../session/SignInPage.tsx'), 'SignInPage'),
});

/** Everything but signing in: the pages of the features hang below it. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (session === null) redirect({ to: '/sign-in', search: { from: location.href }, throw: true });
  },
});
