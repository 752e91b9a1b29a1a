import { Plus } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import { nextPage } from '../kit/next-page.ts';
import { usersQuery, type User } from './identity-queries.ts';
import { KeptElsewhere } from '../session/KeptElsewhere.tsx';
import { Enabled } from './ProjectsPage.tsx';
import { RolesDialog } from './RolesDialog.tsx';
import { UserDialog } from './UserDialog.tsx';
import './messages.ts';

/** What somebody is about to do. */
type Task = { readonly do: 'create' } | { readonly do: 'edit' | 'roles'; readonly user: User };

export function UsersPage(): ReactNode {
  return (
    <KeptElsewhere>
      <Users />
    </KeptElsewhere>
  );
}

/** There is always one, the reader himself, so this list needs no words for an empty one. */
function Users(): ReactNode {
  const { t } = useTranslation();
  const list = useInfiniteQuery(usersQuery);
  const { data, error, refetch } = list;
  const [task, setTask] = useState<Task | null>(null);
  const done = (): void => setTask(null);
  return (
    <>
      <PageHeader title={t('administration.users')}>
        <Button view="action" onClick={() => setTask({ do: 'create' })}>
          <Icon data={Plus} />
          {t('administration.create')}
        </Button>
      </PageHeader>
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      <DataTable
        label={t('administration.users')}
        columns={useColumns(setTask)}
        rows={data?.pages.flatMap(({ items }) => items) ?? []}
        rowId={({ id }) => id}
        {...nextPage(list)}
      />
      {task?.do === 'create' ? <UserDialog user={null} onClose={done} /> : null}
      {task?.do === 'edit' ? <UserDialog user={task.user} onClose={done} /> : null}
      {task?.do === 'roles' ? <RolesDialog user={task.user} onClose={done} /> : null}
    </>
  );
}

function useColumns(onTask: (task: Task) => void): readonly Column<User>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: 'name', header: t('administration.name'), cell: ({ name }) => name },
      { id: 'state', header: t('administration.state'), cell: ({ enabled }) => <Enabled isEnabled={enabled} /> },
      { id: 'email', header: t('user.email'), cell: ({ email }) => email ?? t('word.none') },
      {
        id: 'actions',
        header: '',
        label: t('word.actions'),
        cell: (user) => (
          <RowMenu
            name={user.name}
            actions={[
              { text: t('user.roles'), onSelect: () => onTask({ do: 'roles', user }) },
              { text: t('administration.edit'), onSelect: () => onTask({ do: 'edit', user }) },
            ]}
          />
        ),
      },
    ],
    [t, onTask],
  );
}
