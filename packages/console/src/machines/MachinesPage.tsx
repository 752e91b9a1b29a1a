import { Plus } from '@gravity-ui/icons';
import { Alert, Button, Icon, Select } from '@gravity-ui/uikit';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { useSaid } from '../i18n/use-said.ts';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { SearchField } from '../kit/SearchField.tsx';
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
  const { data, error, isPending, refetch } = list;
  const [isCreating, setIsCreating] = useState(false);
  const machines = data?.pages.flatMap((page) => page.machines) ?? [];
  const isFiltered = isNarrowed(search);
  const isEmpty = !isPending && error === null && machines.length === 0;
  const narrow = (next: MachinesSearch): void =>
    void navigate({ to: '/images/source-vms', search: next, replace: true });
  const create = (
    <Button view="action" onClick={() => setIsCreating(true)}>
      <Icon data={Plus} />
      {t('machines.create')}
    </Button>
  );
  return (
    <section className="ingot-page">
      <ImagesTabs />
      <PageHeader title={t('section.sourceVms')}>{isEmpty && !isFiltered ? null : create}</PageHeader>
      <Support />
      {isEmpty && !isFiltered ? null : <Filters search={search} narrow={narrow} />}
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {isEmpty && isFiltered ? (
        <EmptyState title={t('machines.nothing.title')} text={t('machines.nothing.text')}>
          <Button onClick={() => narrow({})}>{t('machines.nothing.reset')}</Button>
        </EmptyState>
      ) : null}
      {isEmpty && !isFiltered ? (
        <EmptyState title={t('machines.empty.title')} text={t('machines.empty.text')}>
          {create}
        </EmptyState>
      ) : null}
      {isEmpty ? null : <MachineTable machines={machines} {...nextPage(list)} />}
      <Suspense>{isCreating ? <CreateMachine onClose={() => setIsCreating(false)} /> : null}</Suspense>
    </section>
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
      <Select
        label={t('machines.status')}
        aria-label={t('machines.status')}
        value={[search.status ?? ANY]}
        options={([ANY, ...MACHINE_STATUSES] as const).map((value) => ({
          value,
          content: value === ANY ? t('machines.any') : t(`machine.status.${value}`),
        }))}
        onUpdate={([value]) => narrow({ ...search, status: MACHINE_STATUSES.find((known) => known === value) })}
      />
      <Select
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
