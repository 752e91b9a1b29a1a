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

const checks = createRoute({
  getParentRoute: () => page,
  path: '/checks',
  /** A corrected copy that was asked for, whose progress is shown. */
  validateSearch: ({ preparation }: Record<string, unknown>): { preparation?: string | undefined } => ({
    preparation: typeof preparation === 'string' ? preparation : undefined,
  }),
  component: lazyRouteComponent(() => import('./checks/ChecksTab.tsx'), 'ChecksTab'),
});

const report = createRoute({
  getParentRoute: () => page,
  path: '/checks/$report',
  component: lazyRouteComponent(() => import('./checks/ReportPage.tsx'), 'ReportPage'),
});

const versions = createRoute({
  getParentRoute: () => page,
  path: '/versions',
  component: lazyRouteComponent(() => import('./versions/VersionsTab.tsx'), 'VersionsTab'),
});

const access = createRoute({
  getParentRoute: () => page,
  path: '/access',
  component: lazyRouteComponent(() => import('./access/AccessTab.tsx'), 'AccessTab'),
});

const uses = createRoute({
  getParentRoute: () => page,
  path: '/uses',
  component: lazyRouteComponent(() => import('./uses/UsesTab.tsx'), 'UsesTab'),
});

const compare = createRoute({
  getParentRoute: () => page,
  path: '/compare',
  /** The comparison that is shown. */
  validateSearch: ({ diff }: Record<string, unknown>): { diff?: string | undefined } => ({
    diff: typeof diff === 'string' ? diff : undefined,
  }),
  component: lazyRouteComponent(() => import('./compare/CompareTab.tsx'), 'CompareTab'),
});

const download = createRoute({
  getParentRoute: () => page,
  path: '/download',
  component: lazyRouteComponent(() => import('./download/DownloadTab.tsx'), 'DownloadTab'),
});

export const imagePageRoutes = [
  page.addChildren([overview, checks, report, versions, access, uses, compare, download]),
] as const;
