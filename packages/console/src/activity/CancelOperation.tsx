import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useCancelOperation, type Operation } from './operation-queries.ts';
import { operationTitle } from './operation-title.ts';

interface CancelOperationProps {
  readonly operation: Operation;
  readonly onClose: () => void;
}

export function CancelOperation({ operation, onClose }: CancelOperationProps): ReactNode {
  const { t } = useTranslation();
  const cancel = useCancelOperation();
  const name = [operationTitle(t, operation), operation.subject.name].filter(Boolean).join(' · ');
  return (
    <ConfirmDialog
      open
      title={t('activity.cancel.title', { name })}
      text={t('activity.cancel.text')}
      action={t('activity.cancel')}
      isDangerous
      isPending={cancel.isPending}
      error={cancel.error}
      onClose={onClose}
      onConfirm={() => cancel.mutate(operation.id, { onSuccess: onClose })}
    />
  );
}
