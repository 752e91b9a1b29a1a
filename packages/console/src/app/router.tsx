import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { ErrorView } from '../api/ErrorView.tsx';
import { queryClient } from '../api/query-client.ts';
import { accountRoutes } from '../account/routes.ts';
import { activityRoutes } from '../activity/routes.ts';
import { desktopImageRoutes } from '../desktop-images/routes.ts';
import { administrationRoutes } from '../administration/routes.ts';
import { flavorRoutes } from '../flavors/routes.ts';
import { imagePageRoutes } from '../image/routes.ts';
import { imagePoolRoutes } from '../image-pools/routes.ts';
import { imageRoutes } from '../images/routes.ts';
import { offerRoutes } from '../offers/routes.ts';
import { trashRoutes } from '../trash/routes.ts';
import { machineRoutes } from '../machines/routes.ts';
import { recipeRoutes } from '../recipes/routes.ts';
import { volumeRoutes } from '../volumes/routes.ts';
import { overviewRoutes } from '../overview/routes.ts';
import { root, signedIn, signIn } from './frame.tsx';

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => redirect({ to: '/images', throw: true }),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn.addChildren([
      home,
      ...accountRoutes,
      ...activityRoutes,
      ...administrationRoutes,
      ...flavorRoutes,
      ...imagePageRoutes,
      ...imageRoutes,
      ...offerRoutes,
      ...overviewRoutes,
      ...trashRoutes,
      ...imagePoolRoutes,
      ...machineRoutes,
      ...desktopImageRoutes,
      ...volumeRoutes,
      ...recipeRoutes,
    ]),
  ]),
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
