import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../kit/DataTable.tsx';
import type { RowAction } from '../kit/RowMenu.tsx';
import { QuotaDialog } from '../quotas/QuotaDialog.tsx';
import { projectsQuery, type Project } from './identity-queries.ts';
import { IdentityList } from './IdentityList.tsx';
import { ProjectDialog } from './ProjectDialog.tsx';
import './messages.ts';

/** What somebody is about to do. */
type Task = { readonly do: 'create' } | { readonly do: 'edit' | 'quotas'; readonly project: Project };

export function ProjectsPage(): ReactNode {
  const { t } = useTranslation();
  const [task, setTask] = useState<Task | null>(null);
  const done = (): void => setTask(null);
  const actions = useCallback(
    (project: Project): readonly RowAction[] => [
      { text: t('quota.edit'), onSelect: () => setTask({ do: 'quotas', project }) },
      { text: t('administration.edit'), onSelect: () => setTask({ do: 'edit', project }) },
    ],
    [t],
  );
  return (
    <IdentityList
      title={t('administration.projects')}
      list={useInfiniteQuery(projectsQuery)}
      about={useDescription()}
      actions={actions}
      onCreate={() => setTask({ do: 'create' })}
    >
      {task?.do === 'create' ? <ProjectDialog project={null} onClose={done} /> : null}
      {task?.do === 'edit' ? <ProjectDialog project={task.project} onClose={done} /> : null}
      {task?.do === 'quotas' ? <QuotaDialog project={task.project} onClose={done} /> : null}
    </IdentityList>
  );
}

function useDescription(): Column<Project> {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      id: 'description',
      header: t('administration.description'),
      cell: ({ description }) => (
        <span className="ingot-table__clipped" title={description}>
          {description || t('word.none')}
        </span>
      ),
    }),
    [t],
  );
}
