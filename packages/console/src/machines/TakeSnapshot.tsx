import { Alert } from '@gravity-ui/uikit';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import type { Machine } from './machine-queries.ts';
import { useTakeSnapshot } from './machine-snapshot-queries.ts';
import './messages.ts';

interface TakeSnapshotProps {
  readonly machine: Machine;
  readonly onClose: () => void;
}

export function TakeSnapshot({ machine, onClose }: TakeSnapshotProps): ReactNode {
  const { t } = useTranslation();
  const take = useTakeSnapshot();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  return (
    <FormDialog
      open
      title={t('machines.snapshot.title', machine)}
      action={t('machines.do.snapshot')}
      isComplete={name.trim() !== ''}
      isPending={take.isPending}
      error={take.error}
      onClose={onClose}
      onSubmit={() =>
        take.mutate(
          { machine: machine.id, body: { name: name.trim(), description: description.trim() || null } },
          { onSuccess: onClose },
        )
      }
    >
      <Alert theme="info" message={t('publish.snapshot.warning')} />
      <TextField label={t('publish.snapshotName')} value={name} onUpdate={setName} />
      <TextField label={t('machines.description')} value={description} onUpdate={setDescription} />
    </FormDialog>
  );
}
