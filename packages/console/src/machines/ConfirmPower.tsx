import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useMachinePower, type Machine } from './machine-queries.ts';
import './messages.ts';

interface ConfirmPowerProps {
  readonly machine: Machine;
  readonly action: 'turn-off' | 'reboot-hard';
  readonly onClose: () => void;
}

/** What a guest does not notice may cost it what it has not written yet. */
export function ConfirmPower({ machine: { id, name }, action, onClose }: ConfirmPowerProps): ReactNode {
  const { t } = useTranslation();
  const power = useMachinePower();
  return (
    <ConfirmDialog
      open
      title={t(`machines.${action}.title`, { name })}
      text={t(`machines.${action}.text`)}
      action={t(`machines.do.${action}`)}
      isDangerous
      isPending={power.isPending}
      error={power.error}
      onClose={onClose}
      onConfirm={() => power.mutate({ id, action }, { onSuccess: onClose })}
    />
  );
}
