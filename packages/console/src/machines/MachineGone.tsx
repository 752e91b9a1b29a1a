import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../kit/EmptyState.tsx';

/** Stands on the page of a VM that was deleted, or converted, while somebody looked at it. */
export function MachineGone({ name }: { readonly name: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <EmptyState title={t('machines.gone.title', { name })} text={t('machines.gone.text')}>
      <span className="ingot-row">
        <Link to="/images/source-vms" className="ingot-link">
          {t('section.sourceVms')}
        </Link>
        <Link to="/images/desktop-images" className="ingot-link">
          {t('section.desktopImages')}
        </Link>
      </span>
    </EmptyState>
  );
}
