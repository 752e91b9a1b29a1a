import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../kit/form/NumberField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useSession } from '../session/session.ts';
import { useVolumeName } from './use-volume-name.ts';
import { useActOnVolume, type Volume } from './volume-queries.ts';
import './messages.ts';

interface ExtendVolumeProps {
  readonly volume: Volume;
  readonly onClose: () => void;
}

export function ExtendVolume({ volume, onClose }: ExtendVolumeProps): ReactNode {
  const { t } = useTranslation();
  const act = useActOnVolume(useSession().project.id);
  const [size, setSize] = useState<number | null>(volume.size + 1);
  return (
    <FormDialog
      open
      size="s"
      title={t('volumes.extend.title', { name: useVolumeName()(volume) })}
      action={t('volumes.do.extend')}
      isComplete={size !== null && size > volume.size}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onSubmit={() => {
        if (size === null) return;
        act.mutate({ id: volume.id, act: { 'os-extend': { new_size: size } } }, { onSuccess: onClose });
      }}
    >
      <NumberField
        label={t('volumes.extend.size')}
        hint={t('volumes.extend.hint')}
        unit={t('unit.gib')}
        min={volume.size + 1}
        value={size}
        onUpdate={setSize}
      />
    </FormDialog>
  );
}
