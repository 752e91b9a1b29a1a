import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useSession } from '../session/session.ts';
import { useVolumeName } from './use-volume-name.ts';
import { useActOnVolume, type Volume } from './volume-queries.ts';
import './messages.ts';

interface SetBootableProps {
  readonly volume: Volume;
  readonly onClose: () => void;
}

/** Says that VMs can start from a volume, or that they can no longer. */
export function SetBootable({ volume, onClose }: SetBootableProps): ReactNode {
  const { t } = useTranslation();
  const act = useActOnVolume(useSession().project.id);
  const name = useVolumeName()(volume);
  const bootable = volume.bootable !== 'true';
  return (
    <ConfirmDialog
      open
      title={bootable ? t('volumes.bootable.title', { name }) : t('volumes.notBootable.title', { name })}
      text={bootable ? t('volumes.bootable.text') : t('volumes.notBootable.text')}
      action={bootable ? t('volumes.do.bootable') : t('volumes.do.notBootable')}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={() => act.mutate({ id: volume.id, act: { 'os-set_bootable': { bootable } } }, { onSuccess: onClose })}
    />
  );
}
