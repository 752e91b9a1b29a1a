import { useSyncExternalStore } from 'react';

/** Whether there are uploads: all that the first screen has to know of them. */
const REMEMBERED = 'ingot.uploads';

const listeners = new Set<() => void>();

export function setHasUploads(hasUploads: boolean): void {
  if (hasUploads) localStorage.setItem(REMEMBERED, 'yes');
  else localStorage.removeItem(REMEMBERED);
  for (const changed of listeners) changed();
}

export function useHasUploads(): boolean {
  return useSyncExternalStore(subscribe, () => localStorage.getItem(REMEMBERED) !== null);
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
