import { useSyncExternalStore } from 'react';

export const THEMES = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof THEMES)[number];

const REMEMBERED = 'ingot.theme';

const listeners = new Set<() => void>();

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(REMEMBERED, choice);
  for (const changed of listeners) changed();
}

/** What was chosen here before; as the system unless something was. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, remembered);
}

function remembered(): ThemeChoice {
  const text = localStorage.getItem(REMEMBERED);
  return THEMES.find((theme) => theme === text) ?? 'system';
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  // Another tab may choose.
  window.addEventListener('storage', changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener('storage', changed);
  };
}
