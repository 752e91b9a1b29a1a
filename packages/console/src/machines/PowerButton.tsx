import { Play, Power } from '@gravity-ui/icons';
import { Button, Icon, useToaster } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaid } from '../i18n/use-said.ts';
import { useMachinePower, type Machine } from './machine-queries.ts';

/** The one thing that is done to a machine most: it is started, or it is shut down. */
export function PowerButton({ machine: { id, name, actions } }: { readonly machine: Machine }): ReactNode {
  const { t } = useTranslation();
  const power = useMachinePower();
  const toaster = useToaster();
  const said = useSaid();
  const action = actions.includes('start') ? 'start' : actions.includes('shut-down') ? 'shut-down' : null;
  if (action === null) return null;
  const failed = ({ message }: Error): void =>
    toaster.add({ name: `power-${id}`, title: name, content: said(message), theme: 'danger' });
  return (
    <Button
      view={action === 'start' ? 'action' : 'outlined'}
      loading={power.isPending}
      onClick={() => power.mutate({ id, action }, { onError: failed })}
    >
      <Icon data={action === 'start' ? Play : Power} />
      {t(`machines.do.${action}`)}
    </Button>
  );
}
