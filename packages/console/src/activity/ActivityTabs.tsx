import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs, TAB } from '../kit/PageTabs.tsx';

const TABS = [
  { to: '/activity', text: 'activity.operations' },
  { to: '/activity/audit', text: 'activity.audit' },
] as const;

/** Stands on both lists. */
export function ActivityTabs(): ReactNode {
  const { t } = useTranslation();
  return (
    <PageTabs label={t('activity.tabs')}>
      {TABS.map(({ to, text }) => (
        <Link {...TAB} key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
          {t(text)}
        </Link>
      ))}
    </PageTabs>
  );
}
