import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./AccountPage.tsx'), 'AccountPage'),
});

export const accountRoutes = [account] as const;
