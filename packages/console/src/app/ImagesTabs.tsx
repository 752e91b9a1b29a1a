import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs, TAB } from '../kit/PageTabs.tsx';

/** The lists that stand together under Images in the menu. */
const TABS = [
  { to: '/images', text: 'section.allImages' },
  { to: '/images/offers', text: 'section.offers' },
  { to: '/images/source-vms', text: 'section.sourceVms' },
  { to: '/images/desktop-images', text: 'section.desktopImages' },
  { to: '/images/recipes', text: 'section.recipes' },
  { to: '/images/flavors', text: 'section.flavors' },
  { to: '/images/pools', text: 'section.imagePools' },
  { to: '/images/trash', text: 'section.trash' },
] as const;

/** Stands on each of these lists. */
export function ImagesTabs(): ReactNode {
  const { t } = useTranslation();
  return (
    <PageTabs label={t('section.ofImages')}>
      {TABS.map(({ to, text }) => (
        <Link key={to} to={to} {...TAB} activeOptions={{ exact: true, includeSearch: false }}>
          {t(text)}
        </Link>
      ))}
    </PageTabs>
  );
}
