import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { ConfigurationFields } from './ConfigurationFields.tsx';
import { useChangeDesktopImage, type DesktopImage } from './desktop-image-queries.ts';
import './messages.ts';

interface EditDesktopImageProps {
  readonly image: DesktopImage;
  readonly onClose: () => void;
}

export function EditDesktopImage({ image, onClose }: EditDesktopImageProps): ReactNode {
  const { t } = useTranslation();
  const change = useChangeDesktopImage();
  const [name, setName] = useState(image.name ?? '');
  const [configuration, setConfiguration] = useState(image.configuration);
  return (
    <FormDialog
      open
      title={t('desktopImages.edit.title', { name: image.name ?? t('desktopImages.unnamed') })}
      action={t('desktopImages.save')}
      isComplete={name.trim() !== ''}
      isPending={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={() =>
        change.mutate({ id: image.id, body: { name: name.trim(), configuration } }, { onSuccess: onClose })
      }
    >
      <TextField label={t('desktopImages.name')} value={name} onUpdate={setName} />
      <ConfigurationFields
        value={configuration}
        imageType={image.imageType}
        project={image.projectId}
        onUpdate={setConfiguration}
      />
    </FormDialog>
  );
}
