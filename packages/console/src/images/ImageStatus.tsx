import type { Image } from '@ingot/client';
import { Label, type LabelProps } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const THEMES: Readonly<Record<NonNullable<Image['status']>, NonNullable<LabelProps['theme']>>> = {
  queued: 'unknown',
  saving: 'info',
  active: 'success',
  killed: 'danger',
  deleted: 'unknown',
  uploading: 'info',
  importing: 'info',
  pending_delete: 'unknown',
  deactivated: 'warning',
};

export function ImageStatus({ status }: Pick<Image, 'status'>): ReactNode {
  const { t } = useTranslation();
  return <Label theme={THEMES[status]}>{t(`image.status.${status}`)}</Label>;
}
