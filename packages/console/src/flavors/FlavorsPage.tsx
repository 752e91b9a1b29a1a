import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { CreateButton } from '../kit/CreateButton.tsx';
import { SteadySelect } from '../kit/form/SteadySelect.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { DESKTOP_TYPES, flavorsQuery, type Flavor } from './flavor-queries.ts';
import { DeleteFlavor } from './DeleteFlavor.tsx';
import { FlavorDialog } from './FlavorDialog.tsx';
import { FlavorTable } from './FlavorTable.tsx';
import './messages.ts';

/** Stands in the filter for no filter. */
const ANY = 'any';

/** What somebody is about to do. */
type Task = { readonly do: 'create' } | { readonly do: 'edit' | 'delete'; readonly flavor: Flavor };

/** There are always some, the built-in ones, so this list needs no words for an empty one. */
export function FlavorsPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/images/flavors' });
  const navigate = useNavigate();
  const { data: flavors = [], error, isPending, refetch } = useQuery(flavorsQuery(search));
  const [task, setTask] = useState<Task | null>(null);
  const done = (): void => setTask(null);
  return (
    <section className="ingot-page">
      <ImagesTabs />
      <PageHeader title={t('section.flavors')}>
        <CreateButton text={t('flavors.create')} onClick={() => setTask({ do: 'create' })} />
      </PageHeader>
      <search className="ingot-row">
        <SteadySelect
          label={t('flavors.desktopTypes')}
          aria-label={t('flavors.desktopTypes')}
          value={[search.desktopType ?? ANY]}
          options={([ANY, ...DESKTOP_TYPES] as const).map((value) => ({
            value,
            content: value === ANY ? t('flavors.anyDesktop') : value.toUpperCase(),
          }))}
          onUpdate={([value]) =>
            void navigate({
              to: '/images/flavors',
              search: { desktopType: DESKTOP_TYPES.find((known) => known === value) },
              replace: true,
            })
          }
        />
      </search>
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      <FlavorTable
        flavors={flavors}
        isLoading={isPending}
        onEdit={(flavor) => setTask({ do: 'edit', flavor })}
        onDelete={(flavor) => setTask({ do: 'delete', flavor })}
      />
      {task?.do === 'create' ? <FlavorDialog flavor={null} onClose={done} /> : null}
      {task?.do === 'edit' ? <FlavorDialog flavor={task.flavor} onClose={done} /> : null}
      {task?.do === 'delete' ? <DeleteFlavor flavor={task.flavor} onClose={done} /> : null}
    </section>
  );
}
