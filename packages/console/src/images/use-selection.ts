import { useCallback, useMemo, useState } from 'react';
import { useSession } from '../session/session.ts';
import type { ListedImage } from './image-queries.ts';

/** Images that something is to be done with. */
export interface Selection {
  /** In the order of the list. */
  readonly images: readonly ListedImage[];
  readonly has: (id: string) => boolean;
  /** Whether the caller may change it at all. */
  readonly may: (image: ListedImage) => boolean;
  readonly set: (images: readonly ListedImage[], isSelected: boolean) => void;
  readonly clear: () => void;
  /** Of `listed`, whether all are selected that may be, and whether some are. */
  readonly isWhole: boolean;
}

export function useSelection(listed: readonly ListedImage[]): Selection {
  const { project, roles } = useSession();
  const [selected, setSelected] = useState<ReadonlyMap<string, ListedImage>>(new Map());
  const isAdmin = roles.includes('admin');
  const mayChange = isAdmin || roles.includes('member');
  const may = useCallback(
    ({ projectId }: ListedImage) => mayChange && (isAdmin || projectId === project.id),
    [mayChange, isAdmin, project.id],
  );
  const set = useCallback((images: readonly ListedImage[], isSelected: boolean) => {
    setSelected((before) => {
      const next = new Map(before);
      for (const image of images) {
        if (isSelected) next.set(image.id, image);
        else next.delete(image.id);
      }
      return next;
    });
  }, []);
  const clear = useCallback(() => setSelected(new Map()), []);
  return useMemo(() => {
    const own = listed.filter(may);
    return {
      images: [...selected.values()],
      has: (id) => selected.has(id),
      may,
      set,
      clear,
      isWhole: own.length > 0 && own.every(({ id }) => selected.has(id)),
    };
  }, [listed, selected, may, set, clear]);
}
