import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { MACHINE_STATUSES, machineActionsQuery, type Machine, type MachineAction } from './machine-queries.ts';

/** Why an action cannot be done to a machine now: for which statuses one has to wait. */
export function useUnavailable(): (machine: Machine, action: MachineAction) => string | undefined {
  const { t } = useTranslation();
  const { data: table } = useQuery(machineActionsQuery);
  return useCallback(
    (machine, action) => {
      if (machine.actions.includes(action)) return undefined;
      const legal = table?.machine[action] ?? [];
      const states = MACHINE_STATUSES.filter((status) => legal.includes(status)).map((status) =>
        t(`machine.status.${status}`),
      );
      return t('machines.unavailable', { states: states.join(', ') });
    },
    [t, table],
  );
}
