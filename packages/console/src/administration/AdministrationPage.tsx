import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { useSession } from '../session/session.ts';
import { AdministrationTabs } from './AdministrationTabs.tsx';
import './messages.ts';

/** Around every page of the administration: who is no administrator is told so, and asks the service nothing. */
export function AdministrationPage(): ReactNode {
  const { t } = useTranslation();
  const { roles } = useSession();
  if (!roles.includes('admin')) {
    return (
      <section className="ingot-page">
        <PageHeader title={t('section.administration')} />
        <EmptyState title={t('administration.refused.title')} text={t('administration.refused.text')} />
      </section>
    );
  }
  return (
    <section className="ingot-page">
      <AdministrationTabs />
      <Outlet />
    </section>
  );
}
