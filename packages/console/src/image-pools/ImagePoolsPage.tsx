import { Plus } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { nextPage } from '../kit/next-page.ts';
import { useSession } from '../session/session.ts';
import { DeletePool } from './DeletePool.tsx';
import { poolsQuery, type ImagePool } from './pool-queries.ts';
import { PoolDialog } from './PoolDialog.tsx';
import { PoolTable } from './PoolTable.tsx';
import './messages.ts';

/** What somebody is about to do. */
type Task = { readonly do: 'create' } | { readonly do: 'edit' | 'delete'; readonly pool: ImagePool };

export function ImagePoolsPage(): ReactNode {
  const { t } = useTranslation();
  const isAdministrator = useSession().roles.includes('admin');
  const list = useInfiniteQuery(poolsQuery);
  const { data, error, isPending, refetch } = list;
  const [task, setTask] = useState<Task | null>(null);
  const pools = data?.pages.flatMap((page) => page.pools) ?? [];
  const create = isAdministrator ? (
    <Button view="action" onClick={() => setTask({ do: 'create' })}>
      <Icon data={Plus} />
      {t('pools.create')}
    </Button>
  ) : null;
  const done = (): void => setTask(null);
  const isEmpty = !isPending && error === null && pools.length === 0;
  return (
    <section className="ingot-page">
      <ImagesTabs />
      <PageHeader title={t('section.imagePools')}>{isEmpty ? null : create}</PageHeader>
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {isEmpty ? (
        <EmptyState
          title={t('pools.empty.title')}
          text={isAdministrator ? t('pools.empty.text') : t('pools.empty.others')}
        >
          {create}
        </EmptyState>
      ) : (
        <PoolTable
          pools={pools}
          {...nextPage(list)}
          onEdit={(pool) => setTask({ do: 'edit', pool })}
          onDelete={(pool) => setTask({ do: 'delete', pool })}
        />
      )}
      {task?.do === 'create' ? <PoolDialog pool={null} onClose={done} /> : null}
      {task?.do === 'edit' ? <PoolDialog pool={task.pool} onClose={done} /> : null}
      {task?.do === 'delete' ? <DeletePool pool={task.pool} onClose={done} /> : null}
    </section>
  );
}
