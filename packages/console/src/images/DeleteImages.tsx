import { useToaster } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { BulkFailures } from './BulkFailures.tsx';
import { useBulk, type BulkProps } from './use-bulk.ts';

export function DeleteImages({ images, onClose, onDone }: BulkProps): ReactNode {
  const { t } = useTranslation();
  const toaster = useToaster();
  const remove = useBulk(({ id }) => client.call('delete', '/v2/images/{image_id}', { path: { image_id: id } }));
  const [only] = images;
  const name = only?.name ?? t('images.unnamed');
  const count = images.length;
  const done = (): void => {
    const title = count === 1 ? t('images.deleted.one', { name }) : t('images.deleted', { count });
    toaster.add({ name: 'deleted-images', title, theme: 'success' });
    onDone?.();
    onClose();
  };
  return (
    <ConfirmDialog
      open
      title={count === 1 ? t('images.delete.one', { name }) : t('images.delete.many', { count })}
      text={t('images.delete.text')}
      action={t('dialog.confirm')}
      isDangerous
      isPending={remove.isPending}
      error={null}
      onClose={onClose}
      onConfirm={() => remove.mutate(images, { onSuccess: (failures) => (failures.length === 0 ? done() : null) })}
    >
      <BulkFailures failures={remove.data} />
    </ConfirmDialog>
  );
}
