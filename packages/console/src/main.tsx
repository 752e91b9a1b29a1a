import '@fontsource-variable/inter';
import '@gravity-ui/uikit/styles/styles.css';
import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { startTranslation } from './i18n/i18n.ts';

const place = document.querySelector('#root');
if (!place) throw new Error('the page has no place for the console');
await startTranslation();
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
