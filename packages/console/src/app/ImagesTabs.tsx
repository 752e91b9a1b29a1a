import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The lists that stand together under Images in the menu. */
const TABS = [
  { to: '/images', text: 'section.allImages' },
  { to: '/images/flavors', text: 'section.flavors' },
] as const;

/** Stands on each of these lists. */
export function ImagesTabs(): ReactNode {
  const { t } = useTranslation();
  return (
    <nav className="ingot-tabs" aria-label={t('section.ofImages')}>
      {TABS.map(({ to, text }) => (
        <Link
          key={to}
          to={to}
          className="ingot-tab"
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ className: 'ingot-tab_active', 'aria-current': 'page' }}
        >
          {t(text)}
        </Link>
      ))}
    </nav>
  );
}
