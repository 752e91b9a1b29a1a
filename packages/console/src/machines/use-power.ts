import { useToaster } from '@gravity-ui/uikit';
import { useSaid } from '../i18n/use-said.ts';
import { useMachinePower, type Machine, type PowerAction } from './machine-queries.ts';

interface Power {
  readonly isPending: boolean;
  /** Does it at once; whoever asked is told why when it fails. */
  act(action: PowerAction): void;
}

/** Starts, stops and restarts a machine where nobody is asked once more. */
export function usePower({ id, name }: Pick<Machine, 'id' | 'name'>): Power {
  const { mutate, isPending } = useMachinePower();
  const toaster = useToaster();
  const said = useSaid();
  const onError = ({ message }: Error): void =>
    toaster.add({ name: `power-${id}`, title: name, content: said(message), theme: 'danger' });
  return { isPending, act: (action) => mutate({ id, action }, { onError }) };
}
