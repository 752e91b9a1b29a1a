import { Label, type LabelProps } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaid } from '../i18n/use-said.ts';
import { MACHINE_STATUSES, type Machine, type MachineStatus as Status } from './machine-queries.ts';

const THEMES: Readonly<Record<Status, NonNullable<LabelProps['theme']>>> = {
  creating: 'info',
  starting: 'info',
  stopped: 'unknown',
  running: 'success',
  stopping: 'info',
  rebooting: 'info',
  snapshotting: 'info',
  restoring: 'info',
  publishing: 'info',
  deleting: 'warning',
  error: 'danger',
};

/** With the reason of an error, when one points at it. */
export function MachineStatus({ machine: { status, failure } }: { readonly machine: Machine }): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const known = MACHINE_STATUSES.find((one) => one === status);
  if (known === undefined) return <Label>{status}</Label>;
  return (
    <Label theme={THEMES[known]} {...(failure !== null && { title: said(failure) })}>
      {t(`machine.status.${known}`)}
    </Label>
  );
}
