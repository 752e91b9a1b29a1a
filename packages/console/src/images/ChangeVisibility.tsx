import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { patchImage } from '../image/image-changes.ts';
import { SelectField } from '../kit/form/SelectField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useSession } from '../session/session.ts';
import { BulkFailures } from './BulkFailures.tsx';

import { useBulk, type BulkProps } from './use-bulk.ts';
import { VISIBILITIES, type Visibility } from './visibilities.ts';

export function ChangeVisibility({ images, onClose, onDone }: BulkProps): ReactNode {
  const { t } = useTranslation();
  const { roles } = useSession();
  const [visibility, setVisibility] = useState<Visibility | null>(null);
  const change = useBulk(({ id }) => patchImage(id, [{ op: 'replace', name: 'visibility', value: visibility }]));
  const done = (): void => {
    onDone?.();
    onClose();
  };
  return (
    <FormDialog
      open
      title={t('images.bulk.visibility.title', { count: images.length })}
      action={t('images.bulk.visibility')}
      isComplete={visibility !== null}
      isPending={change.isPending}
      error={null}
      onClose={onClose}
      onSubmit={() => change.mutate(images, { onSuccess: (failures) => (failures.length === 0 ? done() : null) })}
    >
      <SelectField
        label={t('images.column.visibility')}
        hint={t('images.bulk.visibility.hint')}
        choices={VISIBILITIES.map((value) => ({
          value,
          text: t(`image.visibility.${value}`),
          unavailable: value === 'public' && !roles.includes('admin') ? t('images.bulk.noPublic') : undefined,
        }))}
        value={visibility}
        onUpdate={setVisibility}
      />
      <BulkFailures failures={change.data} />
    </FormDialog>
  );
}
