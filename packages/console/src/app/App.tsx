import { configure, ThemeProvider, Toaster, ToasterComponent, ToasterProvider } from '@gravity-ui/uikit';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../api/query-client.ts';
import { knownLanguage } from '../i18n/i18n.ts';
import { router } from './router.tsx';
import { useThemeChoice } from './theme.ts';

const toaster = new Toaster();

/** A page may move below somebody's hand: what changes elsewhere is shown at once. A menu moves along, and stays open. */
const DEFAULTS = { DropdownMenu: { hideOnScroll: false } };

export function App(): ReactNode {
  const { i18n } = useTranslation();
  const language = knownLanguage(i18n.language) ?? 'en';
  useEffect(() => configure({ lang: language }), [language]);
  return (
    <ThemeProvider theme={useThemeChoice()} lang={language} defaultProps={DEFAULTS}>
      <ToasterProvider toaster={toaster}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
        <ToasterComponent />
      </ToasterProvider>
    </ThemeProvider>
  );
}
