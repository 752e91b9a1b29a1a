import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { SwitchField } from '../kit/form/SwitchField.tsx';
import { useDeleteMachine, type Machine } from './machine-queries.ts';
import './messages.ts';

interface DeleteMachineProps {
  readonly machine: Machine;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

export function DeleteMachine({ machine: { id, name, disks }, onClose, onDeleted }: DeleteMachineProps): ReactNode {
  const { t } = useTranslation();
  const remove = useDeleteMachine();
  const [keepDisks, setKeepDisks] = useState(false);
  const gone = keepDisks ? 0 : disks.filter(({ deleteWithMachine }) => deleteWithMachine).length;
  return (
    <ConfirmDialog
      open
      title={t('machines.delete.title', { name })}
      text={gone === 0 ? t('machines.delete.keeps') : t('machines.delete.text', { count: gone })}
      action={t('machines.do.delete')}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() => remove.mutate({ id, keepDisks }, { onSuccess: onDeleted })}
    >
      <SwitchField label={t('machines.delete.keepDisks')} value={keepDisks} onUpdate={setKeepDisks} />
    </ConfirmDialog>
  );
}
