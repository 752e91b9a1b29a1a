import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';
import { machineQuery, machinesSearch } from './machine-queries.ts';

const machines = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/source-vms',
  validateSearch: machinesSearch,
  component: lazyRouteComponent(() => import('./MachinesPage.tsx'), 'MachinesPage'),
});

const machine = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/source-vms/$id',
  loader: ({ context, params }) => context.queries.ensureQueryData(machineQuery(params.id)),
  component: lazyRouteComponent(() => import('./MachinePage.tsx'), 'MachinePage'),
});

export const machineRoutes = [machines, machine] as const;
