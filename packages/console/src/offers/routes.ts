import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';
import { offersSearch } from './offer-queries.ts';

const offers = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/offers',
  validateSearch: offersSearch,
  component: lazyRouteComponent(() => import('./OffersPage.tsx'), 'OffersPage'),
});

export const offerRoutes = [offers] as const;
