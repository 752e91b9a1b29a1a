import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { patchImage } from '../image/image-changes.ts';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { BulkFailures } from './BulkFailures.tsx';
import { useBulk, type BulkProps } from './use-bulk.ts';

export function AddToFamily({ images, onClose, onDone }: BulkProps): ReactNode {
  const { t } = useTranslation();
  const [family, setFamily] = useState('');
  const add = useBulk(({ id }) => patchImage(id, [{ op: 'add', name: 'family', value: family.trim() }]));
  const done = (): void => {
    onDone?.();
    onClose();
  };
  return (
    <FormDialog
      open
      title={t('images.bulk.family.title', { count: images.length })}
      action={t('images.bulk.family')}
      isComplete={family.trim() !== ''}
      isPending={add.isPending}
      error={null}
      onClose={onClose}
      onSubmit={() => add.mutate(images, { onSuccess: (failures) => (failures.length === 0 ? done() : null) })}
    >
      <TextField
        label={t('images.bulk.family.name')}
        hint={t('images.bulk.family.hint')}
        value={family}
        onUpdate={setFamily}
      />
      <BulkFailures failures={add.data} />
    </FormDialog>
  );
}
