import { RefusedError } from '@ingot/client';
import { Alert, Button } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaid } from '../i18n/use-said.ts';

interface ErrorViewProps {
  readonly error: Error;
  readonly retry?: () => void;
}

/** What went wrong, in the service's own words where it gave some, and what can be done. */
export function ErrorView({ error, retry }: ErrorViewProps): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const refused = error instanceof RefusedError ? error : null;
  const requestId = refused?.requestId ?? null;
  return (
    <Alert
      theme="danger"
      title={refused ? said(refused.message) : t('error.unreachable.title')}
      message={
        <>
          {refused ? null : t('error.unreachable.text')}
          {requestId === null ? null : <span className="ingot-quiet">{t('error.request', { id: requestId })}</span>}
        </>
      }
      actions={retry && <Button onClick={retry}>{t('error.retry')}</Button>}
    />
  );
}
