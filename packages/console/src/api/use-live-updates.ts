import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** What is kept of each topic, by the beginning of its keys: the lists that show it, and the thing itself. */
const KEPT: Readonly<Record<string, (id: string) => readonly (readonly string[])[]>> = {
  image: (id) => [['images'], ['image', id], ['quotas']],
  'image-work': (id) => [['image-work', id]],
  volume: (id) => [['volumes'], ['volume', id], ['quotas']],
  snapshot: (id) => [['snapshots'], ['snapshot', id], ['quotas']],
  machine: (id) => [['machines'], ['machine', id], ['quotas']],
  operation: () => [['operations'], ['store']],
  recipe: (id) => [['recipes'], ['recipe', id]],
  'recipe-run': (id) => [['recipe-runs'], ['recipe-run', id]],
  'machine-snapshot': (id) => [['machine-snapshots'], ['machine-snapshot', id]],
  'image-pool': (id) => [['image-pools'], ['image-pool', id]],
  'desktop-image': (id) => [['desktop-images'], ['desktop-image', id]],
  publication: (id) => [['publications'], ['publication', id]],
};

/** Milliseconds in which changes are looked at together. */
const TOGETHER = 250;

/** Has what others change read again, while somebody looks. A connection that breaks is made again by the browser. */
export function useLiveUpdates(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const events = new EventSource('/api/v1/events');
    let wasOpen = false;
    const lookAgain = (): void => void queries.invalidateQueries();
    // Many things may change at once, and each list is read again whole.
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const changed = new Map<string, readonly string[]>();
    const lookAtChanged = (): void => {
      waiting = undefined;
      for (const queryKey of changed.values()) void queries.invalidateQueries({ queryKey });
      changed.clear();
    };
    events.addEventListener('open', () => {
      // What happened while it was broken was told to nobody.
      if (wasOpen) lookAgain();
      wasOpen = true;
    });
    events.addEventListener('missed', lookAgain);
    events.addEventListener('changed', ({ data }: MessageEvent<string>) => {
      const { topic, id } = JSON.parse(data) as { topic: string; id: string };
      for (const queryKey of KEPT[topic]?.(id) ?? []) changed.set(queryKey.join(' '), queryKey);
      waiting ??= setTimeout(lookAtChanged, TOGETHER);
    });
    return () => {
      clearTimeout(waiting);
      events.close();
    };
  }, [queries]);
}
