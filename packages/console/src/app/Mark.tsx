import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The sign of the product with its name. */
export function Mark(): ReactNode {
  const { t } = useTranslation();
  return (
    <span className="ingot-mark">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <path fill="#c58a00" d="M8 9h16l6 14H2z" />
        <path fill="#ffd35c" d="M9.5 11h13l1.7 4H7.8z" />
      </svg>
      {t('app.name')}
    </span>
  );
}
