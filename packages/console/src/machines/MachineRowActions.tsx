import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonedButton } from '../kit/ReasonedButton.tsx';
import { RowMenu, type RowAction } from '../kit/RowMenu.tsx';
import type { Machine, MachineAction, PowerAction } from './machine-queries.ts';
import type { MachineTask } from './MachineTaskDialog.tsx';
import { usePower } from './use-power.ts';
import { useUnavailable } from './use-unavailable.ts';

interface MachineRowActionsProps {
  readonly machine: Machine;
  readonly onTask: (task: MachineTask) => void;
}

/** Publishing at hand, the rest behind three dots. */
export function MachineRowActions({ machine, onTask }: MachineRowActionsProps): ReactNode {
  const { t } = useTranslation();
  const unavailable = useUnavailable();
  const menu = useMachineMenu(machine, onTask);
  const publish = (kind: 'clone' | 'convert'): ReactNode => (
    <ReasonedButton size="s" reason={unavailable(machine, kind) ?? null} onClick={() => onTask({ machine, do: kind })}>
      {t(`machines.${kind}`)}
    </ReasonedButton>
  );
  return (
    <span className="ingot-actions">
      {publish('clone')}
      {publish('convert')}
      <RowMenu name={machine.name} actions={menu} />
    </span>
  );
}

/** What can be done to a machine beside publishing it. */
function useMachineMenu(machine: Machine, onTask: (task: MachineTask) => void): readonly RowAction[] {
  const { t } = useTranslation();
  const unavailable = useUnavailable();
  const power = usePower(machine);
  const act = (action: PowerAction): RowAction => ({
    text: t(`machines.do.${action}`),
    unavailable: unavailable(machine, action),
    onSelect: () => power.act(action),
  });
  const ask = (task: MachineTask['do'], needs: MachineAction): RowAction => ({
    text: t(`machines.do.${task}`),
    unavailable: unavailable(machine, needs),
    onSelect: () => onTask({ machine, do: task }),
  });
  return [
    act('start'),
    act('shut-down'),
    ask('turn-off', 'turn-off'),
    act('reboot-soft'),
    ask('reboot-hard', 'reboot-hard'),
    ask('edit', 'update'),
    ask('media', 'change-media'),
    ask('snapshot', 'snapshot'),
    { ...ask('delete', 'delete'), isDangerous: true },
  ];
}
