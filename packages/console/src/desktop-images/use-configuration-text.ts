import { useTranslation } from 'react-i18next';
import type { Configuration } from './desktop-image-queries.ts';

/** How a configuration reads in a table. */
export function useConfigurationText(): (configuration: Configuration) => string {
  const { t } = useTranslation();
  return ({ kind, flavor }) => {
    if (kind === 'general') return t('configuration.general');
    return flavor ? t('configuration.for', { flavor }) : t('configuration.dedicated');
  };
}
