import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowAction } from '../kit/RowMenu.tsx';
import type { DesktopImage } from './desktop-image-queries.ts';
import type { DesktopImageTask } from './DesktopImageTaskDialog.tsx';

/** What can be done to a desktop image, and why not where it cannot. */
export function useDesktopImageActions(
  onTask: (task: DesktopImageTask) => void,
): (image: DesktopImage) => readonly RowAction[] {
  const { t } = useTranslation();
  return useCallback(
    (image) => {
      const unavailable = image.status === 'active' ? undefined : t(`desktopImages.unavailable.${image.status}`);
      const ask = (task: DesktopImageTask['do']): RowAction => ({
        text: t(`desktopImages.do.${task}`),
        onSelect: () => onTask({ do: task, image }),
        unavailable,
      });
      return [
        ask('edit'),
        {
          text: t('desktopImages.do.download'),
          // The browser's own download: it goes on while somebody looks at other pages.
          onSelect: () => globalThis.location.assign(fileAddress(image.id)),
          unavailable,
        },
        ask('deploy'),
        { ...ask('delete'), isDangerous: true },
      ];
    },
    [t, onTask],
  );
}

/** Of the file of a desktop image. */
function fileAddress(id: string): string {
  return `/api/v1/desktop-images/${encodeURIComponent(id)}/file`;
}
