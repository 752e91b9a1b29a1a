import { Label } from '@gravity-ui/uikit';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { CreateButton } from '../kit/CreateButton.tsx';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { RowMenu, type RowAction } from '../kit/RowMenu.tsx';
import { nextPage } from '../kit/next-page.ts';
import { KeptElsewhere } from '../session/KeptElsewhere.tsx';
import type { Project, User } from './identity-queries.ts';

interface IdentityListProps<Item extends User | Project> {
  readonly title: string;
  readonly list: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Item[] }>>;
  /** What tells one from another beside its name and its state. */
  readonly about: Column<Item>;
  readonly actions: (item: Item) => readonly RowAction[];
  readonly onCreate: () => void;
  /** Dialogs. */
  readonly children: ReactNode;
}

/**
 * Users or projects. There is always one, the reader himself and his own, so it needs no words for an empty list; where a
 * Keystone keeps them it says so instead.
 */
export function IdentityList<Item extends User | Project>(props: IdentityListProps<Item>): ReactNode {
  const { title, list, about, actions, onCreate, children } = props;
  const { t } = useTranslation();
  const { data, error, refetch } = list;
  const columns = useColumns(about, actions);
  return (
    <KeptElsewhere>
      <PageHeader title={title}>
        <CreateButton text={t('administration.create')} onClick={onCreate} />
      </PageHeader>
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      <DataTable
        label={title}
        columns={columns}
        rows={data?.pages.flatMap(({ items }) => items) ?? []}
        rowId={({ id }) => id}
        {...nextPage(list)}
      />
      {children}
    </KeptElsewhere>
  );
}

function useColumns<Item extends User | Project>(
  about: Column<Item>,
  actions: (item: Item) => readonly RowAction[],
): readonly Column<Item>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: 'name', header: t('administration.name'), cell: ({ name }) => name },
      { id: 'state', header: t('administration.state'), cell: ({ enabled }) => <Enabled isEnabled={enabled} /> },
      about,
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('word.actions'),
        cell: (item) => <RowMenu name={item.name} actions={actions(item)} />,
      },
    ],
    [t, about, actions],
  );
}

function Enabled({ isEnabled }: { readonly isEnabled: boolean }): ReactNode {
  const { t } = useTranslation();
  return isEnabled ? (
    <Label theme="success">{t('administration.enabled')}</Label>
  ) : (
    <Label theme="warning">{t('administration.disabled')}</Label>
  );
}
