import { ArrowUpRightFromSquare, Camera, Display } from '@gravity-ui/icons';
import { Button, Icon, Text } from '@gravity-ui/uikit';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Part } from '../kit/Part.tsx';
import { client } from '../api/client.ts';
import { ErrorView } from '../api/ErrorView.tsx';
import type { Machine } from './machine-queries.ts';

/** The live screen of a machine, which takes the mouse and the keyboard; asked for, since one address serves one visit. */
export function MachineScreen({ machine: { id, name, actions } }: { readonly machine: Machine }): ReactNode {
  const { t } = useTranslation();
  const [address, setAddress] = useState<string | null>(null);
  const open = useMutation({ mutationFn: () => screenAddress(id), onSuccess: setAddress });
  const hasScreen = actions.includes('screen');
  // An address that was used is good for nothing when the VM runs again.
  if (!hasScreen && address !== null) setAddress(null);
  const openWindow = async (): Promise<void> => {
    // Before the answer: browsers open windows for a click only.
    const window = globalThis.open('about:blank', `screen-${id}`);
    try {
      window?.location.replace(await screenAddress(id));
    } catch {
      window?.close();
      open.mutate();
    }
  };
  return (
    <Part title={t('machines.screen')}>
      {hasScreen ? (
        <span className="ingot-row">
          <Button loading={open.isPending} onClick={() => open.mutate()}>
            <Icon data={Display} />
            {address === null ? t('machines.screen.show') : t('machines.screen.again')}
          </Button>
          <Button onClick={() => void openWindow()}>
            <Icon data={ArrowUpRightFromSquare} />
            {t('machines.screen.window')}
          </Button>
          <Button href={`/api/v1/machines/${id}/screenshot`} target="_blank">
            <Icon data={Camera} />
            {t('machines.screenshot')}
          </Button>
        </span>
      ) : (
        <Text color="secondary">{t('machines.screen.off')}</Text>
      )}
      {open.error ? <ErrorView error={open.error} /> : null}
      {address === null ? null : (
        // It has to be of this origin to reach the service; all that runs in it is the service's own.
        // oxlint-disable-next-line react/iframe-missing-sandbox
        <iframe
          key={address}
          className="ingot-screen"
          title={t('machines.screen.of', { name })}
          src={address}
          allow="fullscreen; clipboard-read; clipboard-write"
        />
      )}
    </Part>
  );
}

/** On the origin of this page, since no other may show it; the ticket stands behind the `#`. */
async function screenAddress(id: string): Promise<string> {
  const { url } = await client.call('post', '/api/v1/machines/{id}/console', { path: { id } });
  const { pathname, hash } = new URL(url);
  return `${pathname}${hash}`;
}
