import type { Image } from '@ingot/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../kit/form/TextField.tsx';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { useChangeImage } from '../image-changes.ts';
import { isSetByService, propertiesOf } from '../properties.ts';

interface PropertyDialogProps {
  readonly image: Image;
  /** The one that is changed; without a name for a new one. */
  readonly property: { readonly name: string; readonly value: string };
  readonly onClose: () => void;
}

export function PropertyDialog({ image, property, onClose }: PropertyDialogProps): ReactNode {
  const { t } = useTranslation();
  const change = useChangeImage(image);
  const isNew = property.name === '';
  const [name, setName] = useState(property.name);
  const [value, setValue] = useState(property.value);
  const wanted = name.trim();
  const isTaken = propertiesOf(image).some(([known]) => known === wanted);
  return (
    <FormDialog
      open
      title={isNew ? t('image.property.add.title') : t('image.property.edit.title', { name: property.name })}
      action={t('image.save')}
      isComplete={wanted !== '' && !(isNew && isSetByService(wanted))}
      isPending={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={() => change.mutate([{ op: isTaken ? 'replace' : 'add', name: wanted, value }], { onSuccess: onClose })}
    >
      {isNew ? (
        <TextField label={t('image.property')} hint={t('image.property.hint')} value={name} onUpdate={setName} />
      ) : null}
      <TextField label={t('image.value')} lines={1} value={value} onUpdate={setValue} />
    </FormDialog>
  );
}
