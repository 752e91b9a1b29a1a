import { lazy, Suspense, type ReactNode } from 'react';
import { useHasUploads } from './presence.ts';

const UploadsPanel = lazy(async () => ({ default: (await import('./UploadsPanel.tsx')).UploadsPanel }));

/** Where uploads are seen on every page, as soon as there are any. */
export function UploadsDock(): ReactNode {
  if (!useHasUploads()) return null;
  return (
    <Suspense>
      <UploadsPanel />
    </Suspense>
  );
}
