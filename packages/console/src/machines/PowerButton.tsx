import { Play, Power } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Machine } from './machine-queries.ts';
import { usePower } from './use-power.ts';

/** The one thing that is done to a machine most: it is started, or it is shut down. */
export function PowerButton({ machine }: { readonly machine: Machine }): ReactNode {
  const { t } = useTranslation();
  const power = usePower(machine);
  const { actions } = machine;
  const action = actions.includes('start') ? 'start' : actions.includes('shut-down') ? 'shut-down' : null;
  if (action === null) return null;
  return (
    <Button
      view={action === 'start' ? 'action' : 'outlined'}
      loading={power.isPending}
      onClick={() => power.act(action)}
    >
      <Icon data={action === 'start' ? Play : Power} />
      {t(`machines.do.${action}`)}
    </Button>
  );
}
