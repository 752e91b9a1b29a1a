import type { Image } from '@ingot/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { VISIBILITIES } from '../../images/visibilities.ts';
import { RadioField } from '../../kit/form/RadioField.tsx';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { useSession } from '../../session/session.ts';
import { useChangeImage } from '../image-changes.ts';

interface VisibilityDialogProps {
  readonly image: Image;
  readonly onClose: () => void;
}

/** Changes who sees an image. */
export function VisibilityDialog({ image, onClose }: VisibilityDialogProps): ReactNode {
  const { t } = useTranslation();
  const { roles } = useSession();
  const change = useChangeImage(image);
  const [visibility, setVisibility] = useState(image.visibility);
  const isAdministrator = roles.includes('admin');
  return (
    <FormDialog
      open
      title={t('image.visibility.title')}
      action={t('image.save')}
      isComplete={visibility !== image.visibility}
      isPending={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={() => change.mutate([{ op: 'replace', name: 'visibility', value: visibility }], { onSuccess: onClose })}
    >
      <RadioField
        label={t('image.visibility.who')}
        choices={VISIBILITIES.map((value) => ({
          value,
          text: t(`image.visibility.${value}`),
          note: t(`image.visibility.${value}.means`),
          ...(value === 'public' && !isAdministrator && { unavailable: t('image.why.administrator') }),
        }))}
        value={visibility}
        onUpdate={setVisibility}
      />
    </FormDialog>
  );
}
