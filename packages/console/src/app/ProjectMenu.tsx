import { ChevronDown, Folder } from '@gravity-ui/icons';
import { Button, DropdownMenu, Icon } from '@gravity-ui/uikit';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeProject, useSession } from '../session/session.ts';

/** Projects from which on there is a field to search them. */
const SEARCHED_FROM = 8;
/** Few need it, and it is large. */
const ProjectSearch = lazy(async () => ({ default: (await import('./ProjectSearch.tsx')).ProjectSearch }));

export function ProjectMenu(): ReactNode {
  const { t } = useTranslation();
  const session = useSession();
  const { project, projects } = session;
  const change = useChangeProject();
  const navigate = useNavigate();
  const changeTo = (id: string): void => change.mutate(id, { onSuccess: () => void navigate({ to: '/images' }) });
  if (projects.length >= SEARCHED_FROM) {
    return (
      <Suspense fallback={project.name}>
        <ProjectSearch session={session} isPending={change.isPending} onChange={changeTo} />
      </Suspense>
    );
  }
  return (
    <DropdownMenu
      items={projects.map(({ id, name }) => ({
        text: name,
        selected: id === project.id,
        action: () => changeTo(id),
      }))}
      renderSwitcher={(props) => (
        <Button {...props} view="flat" loading={change.isPending} title={t('session.project')}>
          <Icon data={Folder} />
          <span className="ingot-visually-hidden">{t('session.project')} </span>
          {project.name}
          <Icon data={ChevronDown} />
        </Button>
      )}
    />
  );
}
