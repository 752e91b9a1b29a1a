import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs, TAB } from '../kit/PageTabs.tsx';

const TABS = [
  { to: '/administration/projects', text: 'administration.projects' },
  { to: '/administration/users', text: 'administration.users' },
  { to: '/administration/storage', text: 'administration.storage' },
] as const;

/** Stands on every page of the administration. */
export function AdministrationTabs(): ReactNode {
  const { t } = useTranslation();
  return (
    <PageTabs label={t('section.administration')}>
      {TABS.map(({ to, text }) => (
        <Link {...TAB} key={to} to={to}>
          {t(text)}
        </Link>
      ))}
    </PageTabs>
  );
}
