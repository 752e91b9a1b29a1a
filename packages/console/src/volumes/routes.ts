import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';
import { sessionQuery } from '../session/session.ts';
import { snapshotsSearch } from './snapshot-queries.ts';
import { volumeQuery, volumesSearch } from './volume-queries.ts';

const disks = createRoute({
  getParentRoute: () => signedIn,
  path: '/disks',
  validateSearch: volumesSearch,
  component: lazyRouteComponent(() => import('./VolumesPage.tsx'), 'VolumesPage'),
});

const disk = createRoute({
  getParentRoute: () => signedIn,
  path: '/disks/$id',
  loader: async ({ context: { queries }, params }) => {
    const session = await queries.ensureQueryData(sessionQuery);
    if (session !== null) await queries.ensureQueryData(volumeQuery(session.project.id, params.id));
  },
  component: lazyRouteComponent(() => import('./VolumePage.tsx'), 'VolumePage'),
});

const snapshots = createRoute({
  getParentRoute: () => signedIn,
  path: '/snapshots',
  validateSearch: snapshotsSearch,
  component: lazyRouteComponent(() => import('./SnapshotsPage.tsx'), 'SnapshotsPage'),
});

export const volumeRoutes = [disks, disk, snapshots] as const;
