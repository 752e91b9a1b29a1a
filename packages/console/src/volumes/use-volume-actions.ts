import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowAction } from '../kit/RowMenu.tsx';
import type { Volume } from './volume-queries.ts';
import type { VolumeTask } from './VolumeTaskDialog.tsx';

/** Where a volume may be for what. */
const LEGAL: Readonly<Record<VolumeTask['do'], readonly string[] | 'any'>> = {
  edit: 'any',
  snapshot: ['available'],
  capture: ['available'],
  extend: ['available', 'error_extending'],
  bootable: 'any',
  delete: ['available', 'error', 'error_extending', 'error_deleting'],
};

/** What can be done to a volume, and why not where it cannot. */
export function useVolumeActions(onTask: (task: VolumeTask) => void): (volume: Volume) => readonly RowAction[] {
  const { t } = useTranslation();
  return useCallback(
    (volume) => {
      const ask = (task: VolumeTask['do']): RowAction => {
        const legal = LEGAL[task];
        const isLegal = legal === 'any' || legal.includes(volume.status);
        const reason = volume.status === 'in-use' ? t('volumes.unavailable.inUse') : t('volumes.unavailable');
        return {
          text:
            task === 'bootable' && volume.bootable === 'true' ? t('volumes.do.notBootable') : t(`volumes.do.${task}`),
          onSelect: () => onTask({ do: task, volume }),
          unavailable: isLegal ? undefined : reason,
        };
      };
      return [
        ask('edit'),
        ask('snapshot'),
        ask('capture'),
        ask('extend'),
        ask('bootable'),
        { ...ask('delete'), isDangerous: true },
      ];
    },
    [t, onTask],
  );
}
