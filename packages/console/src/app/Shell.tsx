import { Icon } from '@gravity-ui/uikit';
import { Link, Outlet } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveUpdates } from '../api/use-live-updates.ts';
import { UploadsDock } from '../uploads/UploadsDock.tsx';
import { useSession } from '../session/session.ts';
import { useEndedSession } from '../session/use-ended-session.ts';
import { LanguageMenu } from './LanguageMenu.tsx';
import { Mark } from './Mark.tsx';
import { ProjectMenu } from './ProjectMenu.tsx';
import { SECTIONS, type Section } from './sections.ts';
import { ThemeMenu } from './ThemeMenu.tsx';
import { UserMenu } from './UserMenu.tsx';

/** Comes after the page: nobody waits for it. */
const ActivityMenu = lazy(async () => ({ default: (await import('../activity/ActivityMenu.tsx')).ActivityMenu }));

/** The frame of every page for those who have signed in. */
export function Shell(): ReactNode {
  const { t } = useTranslation();
  const { project, roles } = useSession();
  useEndedSession();
  return (
    <div className="ingot-shell">
      {/* Of one project: in another one they begin anew. */}
      <LiveUpdates key={project.id} />
      <a className="ingot-skip" href="#content">
        {t('app.skip')}
      </a>
      <header className="ingot-header">
        <Link to="/images" className="ingot-header__mark">
          <Mark />
        </Link>
        <ProjectMenu />
        <span className="ingot-grow" />
        <Suspense>
          <ActivityMenu />
        </Suspense>
        <ThemeMenu />
        <LanguageMenu />
        <UserMenu />
      </header>
      <nav className="ingot-sections" aria-label={t('app.menu')}>
        {SECTIONS.filter(({ isForAdministrators = false }) => !isForAdministrators || roles.includes('admin')).map(
          (section) => (
            <SectionLink key={section.to} {...section} />
          ),
        )}
      </nav>
      <main className="ingot-content" id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <UploadsDock />
    </div>
  );
}

function LiveUpdates(): ReactNode {
  useLiveUpdates();
  return null;
}

function SectionLink({ to, icon, text }: Section): ReactNode {
  const { t } = useTranslation();
  return (
    <Link to={to} className="ingot-section" activeProps={{ className: 'ingot-section_active', 'aria-current': 'page' }}>
      <Icon data={icon} size={18} />
      <span className="ingot-section__text">{t(text)}</span>
    </Link>
  );
}
