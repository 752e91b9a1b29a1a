import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';
import { imageQuery } from '../images/image-queries.ts';

const page = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/$id',
  loader: ({ context, params }) => context.queries.ensureQueryData(imageQuery(params.id)),
  component: lazyRouteComponent(() => import('./ImagePage.tsx'), 'ImagePage'),
});

const overview = createRoute({
  getParentRoute: () => page,
  path: '/',
  component: lazyRouteComponent(() => import('./overview/OverviewTab.tsx'), 'OverviewTab'),
});

const uses = createRoute({
  getParentRoute: () => page,
  path: '/uses',
  component: lazyRouteComponent(() => import('./uses/UsesTab.tsx'), 'UsesTab'),
});

export const imagePageRoutes = [page.addChildren([overview, uses])] as const;
