import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';
import { desktopImageQuery, desktopImagesSearch } from './desktop-image-queries.ts';

const desktopImages = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/desktop-images',
  validateSearch: desktopImagesSearch,
  component: lazyRouteComponent(() => import('./DesktopImagesPage.tsx'), 'DesktopImagesPage'),
});

const desktopImage = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/desktop-images/$id',
  loader: ({ context, params }) => context.queries.ensureQueryData(desktopImageQuery(params.id)),
  component: lazyRouteComponent(() => import('./DesktopImagePage.tsx'), 'DesktopImagePage'),
});

const publications = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/publications',
  component: lazyRouteComponent(() => import('./PublicationsPage.tsx'), 'PublicationsPage'),
});

export const desktopImageRoutes = [desktopImages, desktopImage, publications] as const;
