import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';
import { imagesSearch } from './images-search.ts';

const images = createRoute({
  getParentRoute: () => signedIn,
  path: '/images',
  validateSearch: imagesSearch,
  component: lazyRouteComponent(() => import('./ImagesPage.tsx'), 'ImagesPage'),
});

export const imageRoutes = [images] as const;
