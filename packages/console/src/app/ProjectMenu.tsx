import { ChevronDown, Folder } from '@gravity-ui/icons';
import { Button, DropdownMenu, Icon } from '@gravity-ui/uikit';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeProject, useSession } from '../session/session.ts';

export function ProjectMenu(): ReactNode {
  const { t } = useTranslation();
  const { project, projects } = useSession();
  const change = useChangeProject();
  const navigate = useNavigate();
  return (
    <DropdownMenu
      items={projects.map(({ id, name }) => ({
        text: name,
        selected: id === project.id,
        action: () => change.mutate(id, { onSuccess: () => void navigate({ to: '/images' }) }),
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
