import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';

const imagePools = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/pools',
  component: lazyRouteComponent(() => import('./ImagePoolsPage.tsx'), 'ImagePoolsPage'),
});

export const imagePoolRoutes = [imagePools] as const;
