import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';
import { auditSearch } from './audit-queries.ts';
import { activitySearch } from './operation-queries.ts';

const activity = createRoute({
  getParentRoute: () => signedIn,
  path: '/activity',
  validateSearch: activitySearch,
  component: lazyRouteComponent(() => import('./ActivityPage.tsx'), 'ActivityPage'),
});

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/activity/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./AuditPage.tsx'), 'AuditPage'),
});

export const activityRoutes = [activity, audit] as const;
