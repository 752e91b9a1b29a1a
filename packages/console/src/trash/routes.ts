import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';

const trash = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/trash',
  component: lazyRouteComponent(() => import('./TrashPage.tsx'), 'TrashPage'),
});

export const trashRoutes = [trash] as const;
