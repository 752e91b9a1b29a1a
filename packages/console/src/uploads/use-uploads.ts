import { useEffect, useSyncExternalStore } from 'react';
import { useSession } from '../session/session.ts';
import type { Upload } from './upload.ts';
import { currentUploads, subscribeUploads, takeUpUploads } from './uploads.ts';

/** All uploads of this browser, those of the session's project going on. */
export function useUploads(): readonly Upload[] {
  const { project } = useSession();
  useEffect(() => void takeUpUploads(project.id), [project.id]);
  return useSyncExternalStore(subscribeUploads, currentUploads);
}
