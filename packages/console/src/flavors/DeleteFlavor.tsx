import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useDeleteFlavor, type Flavor } from './flavor-queries.ts';

interface DeleteFlavorProps {
  readonly flavor: Flavor;
  readonly onClose: () => void;
}

export function DeleteFlavor({ flavor: { id, name }, onClose }: DeleteFlavorProps): ReactNode {
  const { t } = useTranslation();
  const remove = useDeleteFlavor();
  return (
    <ConfirmDialog
      open
      title={t('flavors.delete.title', { name })}
      text={t('flavors.delete.text')}
      action={t('flavors.delete')}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() => remove.mutate(id, { onSuccess: onClose })}
    />
  );
}
