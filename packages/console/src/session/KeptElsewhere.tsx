import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useSession } from '../session/session.ts';

interface KeptElsewhereProps {
  /** What is shown where users and projects are kept here. */
  readonly children: ReactNode;
}

/** Where a Keystone keeps users and projects, says so, and where it is: nothing about them can be changed here. */
export function KeptElsewhere({ children }: KeptElsewhereProps): ReactNode {
  const { t } = useTranslation();
  const { identityUrl } = useSession();
  if (identityUrl === null) return children;
  return <EmptyState title={t('session.elsewhere.title')} text={t('session.elsewhere.text', { url: identityUrl })} />;
}
