import { Moon, Sun } from '@gravity-ui/icons';
import { Button, DropdownMenu, Icon, useThemeType } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseTheme, THEMES, useThemeChoice } from './theme.ts';

export function ThemeMenu(): ReactNode {
  const { t } = useTranslation();
  const choice = useThemeChoice();
  const type = useThemeType();
  return (
    <DropdownMenu
      items={THEMES.map((theme) => ({
        text: t(`app.theme.${theme}`),
        selected: theme === choice,
        action: () => chooseTheme(theme),
      }))}
      renderSwitcher={(props) => (
        <Button {...props} view="flat" aria-label={t('app.theme')} title={t('app.theme')}>
          <Icon data={type === 'dark' ? Moon : Sun} />
        </Button>
      )}
    />
  );
}
