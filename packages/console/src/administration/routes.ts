import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';

const administration = createRoute({
  getParentRoute: () => signedIn,
  path: '/administration',
  component: lazyRouteComponent(() => import('./AdministrationPage.tsx'), 'AdministrationPage'),
});

const first = createRoute({
  getParentRoute: () => administration,
  path: '/',
  beforeLoad: () => redirect({ to: '/administration/projects', throw: true }),
});

const projects = createRoute({
  getParentRoute: () => administration,
  path: '/projects',
  component: lazyRouteComponent(() => import('./ProjectsPage.tsx'), 'ProjectsPage'),
});

const users = createRoute({
  getParentRoute: () => administration,
  path: '/users',
  component: lazyRouteComponent(() => import('./UsersPage.tsx'), 'UsersPage'),
});

const storage = createRoute({
  getParentRoute: () => administration,
  path: '/storage',
  component: lazyRouteComponent(() => import('./StoragePage.tsx'), 'StoragePage'),
});

export const administrationRoutes = [administration.addChildren([first, projects, users, storage])] as const;
