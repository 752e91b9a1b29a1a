import { Globe } from '@gravity-ui/icons';
import { Button, DropdownMenu, Icon } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLanguage, LANGUAGE_NAMES, LANGUAGES } from '../i18n/i18n.ts';

export function LanguageMenu(): ReactNode {
  const { t, i18n } = useTranslation();
  return (
    <DropdownMenu
      items={LANGUAGES.map((language) => ({
        text: LANGUAGE_NAMES[language],
        selected: i18n.language === language,
        action: () => void changeLanguage(language),
      }))}
      renderSwitcher={(props) => (
        <Button {...props} view="flat" aria-label={t('app.language')} title={t('app.language')}>
          <Icon data={Globe} />
        </Button>
      )}
    />
  );
}
