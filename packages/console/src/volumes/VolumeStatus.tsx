import { Label, type LabelProps } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SNAPSHOT_STATUSES } from './snapshot-queries.ts';
import { VOLUME_STATUSES } from './volume-queries.ts';

const STATUSES = [...new Set([...VOLUME_STATUSES, ...SNAPSHOT_STATUSES])];

const THEMES: Readonly<Partial<Record<string, NonNullable<LabelProps['theme']>>>> = {
  available: 'success',
  'in-use': 'normal',
  error: 'danger',
  error_extending: 'danger',
  error_deleting: 'danger',
  deleting: 'warning',
};

interface VolumeStatusProps {
  readonly status: string;
  /** A volume is available to machines; a snapshot has been made. */
  readonly of?: 'volume' | 'snapshot';
}

export function VolumeStatus({ status, of = 'volume' }: VolumeStatusProps): ReactNode {
  const { t } = useTranslation();
  const known = STATUSES.find((one) => one === status);
  const name = known === 'available' && of === 'snapshot' ? 'made' : known;
  const text = name === undefined ? status : t(`volume.status.${name}`);
  return <Label theme={THEMES[status] ?? 'info'}>{text}</Label>;
}
