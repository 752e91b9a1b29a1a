import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useDeletePool, type ImagePool } from './pool-queries.ts';

interface DeletePoolProps {
  readonly pool: ImagePool;
  readonly onClose: () => void;
}

export function DeletePool({ pool: { id, name }, onClose }: DeletePoolProps): ReactNode {
  const { t } = useTranslation();
  const remove = useDeletePool();
  return (
    <ConfirmDialog
      open
      title={t('pools.delete.title', { name })}
      text={t('pools.delete.text')}
      action={t('pools.delete')}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() => remove.mutate(id, { onSuccess: onClose })}
    />
  );
}
