import { Label, type LabelProps } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedRun } from './recipe-queries.ts';

const THEMES: Readonly<Record<ListedRun['status'], NonNullable<LabelProps['theme']>>> = {
  queued: 'unknown',
  preparing: 'info',
  building: 'info',
  cleaning: 'info',
  checking: 'info',
  publishing: 'info',
  done: 'success',
  failed: 'danger',
  cancelled: 'unknown',
};

export function RunStatus({ status }: Pick<ListedRun, 'status'>): ReactNode {
  const { t } = useTranslation();
  return <Label theme={THEMES[status]}>{t(`recipes.status.${status}`)}</Label>;
}
