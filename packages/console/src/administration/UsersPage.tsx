import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../kit/DataTable.tsx';
import type { RowAction } from '../kit/RowMenu.tsx';
import { usersQuery, type User } from './identity-queries.ts';
import { IdentityList } from './IdentityList.tsx';
import { RolesDialog } from './RolesDialog.tsx';
import { UserDialog } from './UserDialog.tsx';
import './messages.ts';

/** What somebody is about to do. */
type Task = { readonly do: 'create' } | { readonly do: 'edit' | 'roles'; readonly user: User };

export function UsersPage(): ReactNode {
  const { t } = useTranslation();
  const [task, setTask] = useState<Task | null>(null);
  const done = (): void => setTask(null);
  const actions = useCallback(
    (user: User): readonly RowAction[] => [
      { text: t('user.roles'), onSelect: () => setTask({ do: 'roles', user }) },
      { text: t('administration.edit'), onSelect: () => setTask({ do: 'edit', user }) },
    ],
    [t],
  );
  return (
    <IdentityList
      title={t('administration.users')}
      list={useInfiniteQuery(usersQuery)}
      about={useMail()}
      actions={actions}
      onCreate={() => setTask({ do: 'create' })}
    >
      {task?.do === 'create' ? <UserDialog user={null} onClose={done} /> : null}
      {task?.do === 'edit' ? <UserDialog user={task.user} onClose={done} /> : null}
      {task?.do === 'roles' ? <RolesDialog user={task.user} onClose={done} /> : null}
    </IdentityList>
  );
}

function useMail(): Column<User> {
  const { t } = useTranslation();
  return useMemo(() => ({ id: 'email', header: t('user.email'), cell: ({ email }) => email ?? t('word.none') }), [t]);
}
