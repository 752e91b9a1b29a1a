import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { ErrorView } from '../api/ErrorView.tsx';
import { queryClient } from '../api/query-client.ts';
import { imageQuery, imagesSearch } from '../images/image-queries.ts';
import { sessionQuery } from '../session/session.ts';
import { NotFoundPage } from './NotFoundPage.tsx';
import { Shell } from './Shell.tsx';

interface RouterContext {
  readonly queries: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFoundPage });

interface SignInSearch {
  /** Where to go afterwards: a path within the console. */
  readonly from?: string | undefined;
  /** A session was there, and is over. */
  readonly ended?: boolean | undefined;
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ from, ended }: Record<string, unknown>): SignInSearch => ({
    // A path and no address: nobody is sent elsewhere by a link to this page.
    from: typeof from === 'string' && /^\/(?![/\\])/.test(from) ? from : undefined,
    ended: ended === true ? ended : undefined,
  }),
  component: lazyRouteComponent(() => import('../session/SignInPage.tsx'), 'SignInPage'),
});

/** Everything but signing in. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (session === null) redirect({ to: '/sign-in', search: { from: location.href }, throw: true });
  },
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => redirect({ to: '/images', throw: true }),
});

const images = createRoute({
  getParentRoute: () => signedIn,
  path: '/images',
  validateSearch: imagesSearch,
  component: lazyRouteComponent(() => import('../images/ImagesPage.tsx'), 'ImagesPage'),
});

const image = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/$id',
  loader: ({ context, params }) => context.queries.ensureQueryData(imageQuery(params.id)),
  component: lazyRouteComponent(() => import('../images/ImagePage.tsx'), 'ImagePage'),
});

export const router = createRouter({
  routeTree: root.addChildren([signIn, signedIn.addChildren([home, images, image])]),
  basepath: '/console',
  context: { queries: queryClient },
  defaultErrorComponent: ({ error, reset }) => (
    <ErrorView error={error instanceof Error ? error : new Error(String(error))} retry={reset} />
  ),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
