import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { useFormats } from '../format/use-formats.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { CreateButton } from '../kit/CreateButton.tsx';
import { ListPage } from '../kit/ListPage.tsx';
import { nextPage } from '../kit/next-page.ts';
import { recipesQuery, type ListedRecipe } from './recipe-queries.ts';
import './messages.ts';

const CreateRecipe = lazy(async () => ({ default: (await import('./CreateRecipe.tsx')).CreateRecipe }));

export function RecipesPage(): ReactNode {
  const { t } = useTranslation();
  const list = useInfiniteQuery(recipesQuery);
  const { data } = list;
  const [isCreating, setIsCreating] = useState(false);
  const columns = useColumns();
  const recipes = data?.pages.flatMap((page) => page.recipes) ?? [];
  return (
    <ListPage
      tabs={<ImagesTabs />}
      title={t('section.recipes')}
      create={<CreateButton text={t('recipes.create')} onClick={() => setIsCreating(true)} />}
      list={list}
      count={recipes.length}
      empty={{ title: t('recipes.empty.title'), text: t('recipes.empty.text') }}
      table={
        <DataTable
          label={t('section.recipes')}
          columns={columns}
          rows={recipes}
          rowId={({ id }) => id}
          {...nextPage(list)}
        />
      }
    >
      <Suspense>{isCreating ? <CreateRecipe onClose={() => setIsCreating(false)} /> : null}</Suspense>
    </ListPage>
  );
}

function useColumns(): readonly Column<ListedRecipe>[] {
  const { t } = useTranslation();
  const { number, time } = useFormats();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('recipes.name'),
        cell: ({ id, name }) => (
          <Link to="/images/recipes/$id" params={{ id }} className="ingot-link" title={name}>
            {name}
          </Link>
        ),
      },
      {
        id: 'description',
        header: t('recipes.description'),
        isMinor: true,
        cell: ({ description }) => <span className="ingot-table__clipped">{description}</span>,
      },
      { id: 'revision', header: t('recipes.revision'), isNumber: true, cell: ({ revision }) => number(revision) },
      { id: 'updated', isTime: true, header: t('recipes.updated'), cell: ({ updatedAt }) => time(updatedAt) },
    ],
    [t, number, time],
  );
}
