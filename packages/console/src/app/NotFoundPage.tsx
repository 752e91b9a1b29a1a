import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../kit/EmptyState.tsx';

export function NotFoundPage(): ReactNode {
  const { t } = useTranslation();
  return (
    <EmptyState title={t('app.notFound.title')} text={t('app.notFound.text')}>
      <Link to="/images" className="ingot-link">
        {t('app.notFound.home')}
      </Link>
    </EmptyState>
  );
}
