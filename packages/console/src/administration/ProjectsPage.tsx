import { Plus } from '@gravity-ui/icons';
import { Button, Icon, Label } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import { nextPage } from '../kit/next-page.ts';
import { QuotaDialog } from '../quotas/QuotaDialog.tsx';
import { projectsQuery, type Project } from './identity-queries.ts';
import { KeptElsewhere } from '../session/KeptElsewhere.tsx';
import { ProjectDialog } from './ProjectDialog.tsx';
import './messages.ts';

/** What somebody is about to do. */
type Task = { readonly do: 'create' } | { readonly do: 'edit' | 'quotas'; readonly project: Project };

export function ProjectsPage(): ReactNode {
  return (
    <KeptElsewhere>
      <Projects />
    </KeptElsewhere>
  );
}

/** There is always one, the reader's own, so this list needs no words for an empty one. */
function Projects(): ReactNode {
  const { t } = useTranslation();
  const list = useInfiniteQuery(projectsQuery);
  const { data, error, refetch } = list;
  const [task, setTask] = useState<Task | null>(null);
  const done = (): void => setTask(null);
  return (
    <>
      <PageHeader title={t('administration.projects')}>
        <Button view="action" onClick={() => setTask({ do: 'create' })}>
          <Icon data={Plus} />
          {t('administration.create')}
        </Button>
      </PageHeader>
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      <DataTable
        label={t('administration.projects')}
        columns={useColumns(setTask)}
        rows={data?.pages.flatMap(({ items }) => items) ?? []}
        rowId={({ id }) => id}
        {...nextPage(list)}
      />
      {task?.do === 'create' ? <ProjectDialog project={null} onClose={done} /> : null}
      {task?.do === 'edit' ? <ProjectDialog project={task.project} onClose={done} /> : null}
      {task?.do === 'quotas' ? <QuotaDialog project={task.project} onClose={done} /> : null}
    </>
  );
}

function useColumns(onTask: (task: Task) => void): readonly Column<Project>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: 'name', header: t('administration.name'), cell: ({ name }) => name },
      { id: 'state', header: t('administration.state'), cell: ({ enabled }) => <Enabled isEnabled={enabled} /> },
      {
        id: 'description',
        header: t('administration.description'),
        cell: ({ description }) => (
          <span className="ingot-table__clipped" title={description}>
            {description || t('word.none')}
          </span>
        ),
      },
      {
        id: 'actions',
        header: '',
        label: t('word.actions'),
        cell: (project) => (
          <RowMenu
            name={project.name}
            actions={[
              { text: t('quota.edit'), onSelect: () => onTask({ do: 'quotas', project }) },
              { text: t('administration.edit'), onSelect: () => onTask({ do: 'edit', project }) },
            ]}
          />
        ),
      },
    ],
    [t, onTask],
  );
}

export function Enabled({ isEnabled }: { readonly isEnabled: boolean }): ReactNode {
  const { t } = useTranslation();
  return isEnabled ? (
    <Label theme="success">{t('administration.enabled')}</Label>
  ) : (
    <Label theme="warning">{t('administration.disabled')}</Label>
  );
}
