import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { CreateButton } from '../kit/CreateButton.tsx';
import { ListPage } from '../kit/ListPage.tsx';
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
  const { data } = list;
  const [task, setTask] = useState<Task | null>(null);
  const pools = data?.pages.flatMap((page) => page.pools) ?? [];
  const done = (): void => setTask(null);
  return (
    <ListPage
      tabs={<ImagesTabs />}
      title={t('section.imagePools')}
      create={
        isAdministrator ? <CreateButton text={t('pools.create')} onClick={() => setTask({ do: 'create' })} /> : null
      }
      list={list}
      count={pools.length}
      empty={{
        title: t('pools.empty.title'),
        text: isAdministrator ? t('pools.empty.text') : t('pools.empty.others'),
      }}
      table={
        <PoolTable
          pools={pools}
          {...nextPage(list)}
          onEdit={(pool) => setTask({ do: 'edit', pool })}
          onDelete={(pool) => setTask({ do: 'delete', pool })}
        />
      }
    >
      {task?.do === 'create' ? <PoolDialog pool={null} onClose={done} /> : null}
      {task?.do === 'edit' ? <PoolDialog pool={task.pool} onClose={done} /> : null}
      {task?.do === 'delete' ? <DeletePool pool={task.pool} onClose={done} /> : null}
    </ListPage>
  );
}
