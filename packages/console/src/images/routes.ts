import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';
import { imageQuery, imagesSearch } from './image-queries.ts';

const images = createRoute({
  getParentRoute: () => signedIn,
  path: '/images',
  validateSearch: imagesSearch,
  component: lazyRouteComponent(() => import('./ImagesPage.tsx'), 'ImagesPage'),
});

const image = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/$id',
  loader: ({ context, params }) => context.queries.ensureQueryData(imageQuery(params.id)),
  component: lazyRouteComponent(() => import('./ImagePage.tsx'), 'ImagePage'),
});

export const imageRoutes = [images, image] as const;
