import type { Image } from '@ingot/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { propertyOf } from '../../images/image-queries.ts';
import { TextField } from '../../kit/form/TextField.tsx';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { useChangeImage } from '../image-changes.ts';

interface FamilyDialogProps {
  readonly image: Image;
  readonly onClose: () => void;
}

/** Makes an image a version of a family. */
export function FamilyDialog({ image, onClose }: FamilyDialogProps): ReactNode {
  const { t } = useTranslation();
  const change = useChangeImage(image);
  const before = propertyOf(image, 'family');
  const [name, setName] = useState(before ?? '');
  const family = name.trim();
  return (
    <FormDialog
      open
      title={t('image.versions.join')}
      action={t('image.save')}
      isComplete={family !== '' && family !== before}
      isPending={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={() =>
        change.mutate([{ op: before === null ? 'add' : 'replace', name: 'family', value: family }], {
          onSuccess: onClose,
        })
      }
    >
      <TextField
        label={t('image.versions.family')}
        hint={t('image.versions.family.hint')}
        value={name}
        onUpdate={setName}
      />
    </FormDialog>
  );
}
