import { Button } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ImageField } from '../images/ImageField.tsx';
import { ImageLink } from '../image/ImageLink.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { machineQuery, useChangeMedia, type Machine } from './machine-queries.ts';
import './messages.ts';

interface MountMediaProps {
  readonly machine: Machine;
  readonly onClose: () => void;
}

/** What is in the optical drives, and a way to put something in. */
export function MountMedia({ machine, onClose }: MountMediaProps): ReactNode {
  const { t } = useTranslation();
  // What is taken out here is seen at once.
  const {
    data: { id, media },
  } = useQuery({ ...machineQuery(machine.id), initialData: machine });
  const change = useChangeMedia();
  const [image, setImage] = useState<string | null>(null);
  return (
    <FormDialog
      open
      title={t('machines.media.title', machine)}
      action={t('machines.media.mount')}
      isComplete={image !== null}
      isPending={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={() => {
        if (image !== null) change.mutate({ id, image, isMounted: true }, { onSuccess: onClose });
      }}
    >
      {media.length === 0 ? <span className="ingot-quiet">{t('machines.media.none')}</span> : null}
      {media.map((mounted) => (
        <span key={mounted} className="ingot-row ingot-row_spread">
          <ImageLink id={mounted} />
          <Button
            size="s"
            loading={change.isPending}
            onClick={() => change.mutate({ id, image: mounted, isMounted: false })}
          >
            {t('machines.media.eject')}
          </Button>
        </span>
      ))}
      <ImageField label={t('machines.media.iso')} kind="iso" value={image} onUpdate={setImage} />
    </FormDialog>
  );
}
