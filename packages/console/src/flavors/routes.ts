import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';
import { flavorsSearch } from './flavor-queries.ts';

const flavors = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/flavors',
  validateSearch: flavorsSearch,
  component: lazyRouteComponent(() => import('./FlavorsPage.tsx'), 'FlavorsPage'),
});

export const flavorRoutes = [flavors] as const;
