import { Alert } from '@gravity-ui/uikit';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { useSaid } from '../i18n/use-said.ts';
import { CreateButton } from '../kit/CreateButton.tsx';
import { ListPage } from '../kit/ListPage.tsx';
import { SearchField } from '../kit/SearchField.tsx';
import { SteadySelect } from '../kit/form/SteadySelect.tsx';
import { isNarrowed } from '../kit/address.ts';
import { nextPage } from '../kit/next-page.ts';
import {
  IMAGE_TYPES,
  MACHINE_STATUSES,
  machinesQuery,
  machineSupportQuery,
  type MachinesSearch,
} from './machine-queries.ts';
import { MachineTable } from './MachineTable.tsx';
import './messages.ts';

const CreateMachine = lazy(async () => ({ default: (await import('./create/CreateMachine.tsx')).CreateMachine }));

/** Stands in a filter for no filter. */
const ANY = '';

export function MachinesPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/images/source-vms' });
  const navigate = useNavigate();
  const list = useInfiniteQuery(machinesQuery(search));
  const { data } = list;
  const [isCreating, setIsCreating] = useState(false);
  const machines = data?.pages.flatMap((page) => page.machines) ?? [];
  const narrow = (next: MachinesSearch): void =>
    void navigate({ to: '/images/source-vms', search: next, replace: true });
  return (
    <ListPage
      tabs={<ImagesTabs />}
      title={t('section.sourceVms')}
      notice={<Support />}
      create={<CreateButton text={t('machines.create')} onClick={() => setIsCreating(true)} />}
      list={list}
      count={machines.length}
      empty={{ title: t('machines.empty.title'), text: t('machines.empty.text') }}
      narrowing={{
        isNarrowed: isNarrowed(search),
        filters: <Filters search={search} narrow={narrow} />,
        nothing: {
          title: t('machines.nothing.title'),
          text: t('machines.nothing.text'),
          reset: t('machines.nothing.reset'),
        },
        reset: () => narrow({}),
      }}
      table={<MachineTable machines={machines} {...nextPage(list)} />}
    >
      <Suspense>{isCreating ? <CreateMachine onClose={() => setIsCreating(false)} /> : null}</Suspense>
    </ListPage>
  );
}

/** Says when no machine can be run here, before somebody tries. */
function Support(): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const { data: support } = useQuery(machineSupportQuery);
  if (!support || support.problem === null) return null;
  return <Alert theme="warning" title={t('machines.unsupported')} message={said(support.problem)} />;
}

interface FiltersProps {
  readonly search: MachinesSearch;
  readonly narrow: (search: MachinesSearch) => void;
}

function Filters({ search, narrow }: FiltersProps): ReactNode {
  const { t } = useTranslation();
  return (
    <search className="ingot-row">
      <SearchField
        label={t('machines.search')}
        value={search.text ?? ''}
        onUpdate={(text) => narrow({ ...search, text: text || undefined })}
      />
      <SteadySelect
        label={t('machines.status')}
        aria-label={t('machines.status')}
        value={[search.status ?? ANY]}
        options={([ANY, ...MACHINE_STATUSES] as const).map((value) => ({
          value,
          content: value === ANY ? t('machines.any') : t(`machine.status.${value}`),
        }))}
        onUpdate={([value]) => narrow({ ...search, status: MACHINE_STATUSES.find((known) => known === value) })}
      />
      <SteadySelect
        label={t('machines.imageType')}
        aria-label={t('machines.imageType')}
        value={[search.imageType ?? ANY]}
        options={([ANY, ...IMAGE_TYPES] as const).map((value) => ({
          value,
          content: value === ANY ? t('machines.any') : value.toUpperCase(),
        }))}
        onUpdate={([value]) => narrow({ ...search, imageType: IMAGE_TYPES.find((known) => known === value) })}
      />
    </search>
  );
}
