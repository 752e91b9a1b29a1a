import { Button, Text } from '@gravity-ui/uikit';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from './use-selection.ts';

const DeleteImages = lazy(async () => ({ default: (await import('./DeleteImages.tsx')).DeleteImages }));
const ChangeVisibility = lazy(async () => ({ default: (await import('./ChangeVisibility.tsx')).ChangeVisibility }));
const AddToFamily = lazy(async () => ({ default: (await import('./AddToFamily.tsx')).AddToFamily }));

const TASKS = { delete: DeleteImages, visibility: ChangeVisibility, family: AddToFamily } as const;

/** What can be done with the images that were selected. */
export function SelectedImages({ selection }: { readonly selection: Selection }): ReactNode {
  const { t } = useTranslation();
  const [task, setTask] = useState<keyof typeof TASKS | null>(null);
  const { images, clear } = selection;
  const Task = task === null ? null : TASKS[task];
  if (images.length === 0) return null;
  return (
    <div className="ingot-row ingot-selected" role="toolbar" aria-label={t('images.selected.label')}>
      <Text aria-live="polite">{t('images.selected', { count: images.length })}</Text>
      <Button onClick={() => setTask('visibility')}>{t('images.bulk.visibility')}</Button>
      <Button onClick={() => setTask('family')}>{t('images.bulk.family')}</Button>
      <Button view="outlined-danger" onClick={() => setTask('delete')}>
        {t('images.bulk.delete')}
      </Button>
      <Button view="flat" onClick={clear}>
        {t('images.bulk.clear')}
      </Button>
      {Task ? (
        <Suspense>
          <Task images={images} onClose={() => setTask(null)} onDone={clear} />
        </Suspense>
      ) : null}
    </div>
  );
}
