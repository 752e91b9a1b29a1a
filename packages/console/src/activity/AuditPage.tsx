import { Label, Switch } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { nextPage } from '../kit/next-page.ts';
import { useSession } from '../session/session.ts';
import { ActivityTabs } from './ActivityTabs.tsx';
import { auditQuery, type AuditEntry, type AuditSearch } from './audit-queries.ts';
import { AuditTable } from './AuditTable.tsx';
import './messages.ts';

export function AuditPage(): ReactNode {
  const { t } = useTranslation();
  const { roles } = useSession();
  return (
    <section className="ingot-page">
      <ActivityTabs />
      <PageHeader title={t('activity.audit')} />
      {roles.includes('member') || roles.includes('admin') ? (
        <Log />
      ) : (
        <EmptyState title={t('activity.audit')} text={t('audit.readers')} />
      )}
    </section>
  );
}

function Log(): ReactNode {
  const { t } = useTranslation();
  const { project } = useSession();
  const search = useSearch({ from: '/signed-in/activity/audit' });
  const navigate = useNavigate();
  const list = useInfiniteQuery(auditQuery(search, project.id));
  const { data, error, isPending, refetch } = list;
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const narrow = useCallback(
    (more: AuditSearch) =>
      void navigate({ to: '/activity/audit', search: (before) => ({ ...before, ...more }), replace: true }),
    [navigate],
  );
  return (
    <>
      <Filters search={search} narrow={narrow} entries={entries} />
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {!isPending && entries.length === 0 && error === null ? (
        <EmptyState title={t('audit.empty.title')} text={t('audit.empty.text')} />
      ) : (
        <AuditTable entries={entries} {...nextPage(list)} onNarrow={narrow} />
      )}
    </>
  );
}

interface FiltersProps {
  readonly search: AuditSearch;
  readonly narrow: (more: AuditSearch) => void;
  /** That are shown: they know the names of what they are narrowed to. */
  readonly entries: readonly AuditEntry[];
}

function Filters({ search, narrow, entries }: FiltersProps): ReactNode {
  const { t } = useTranslation();
  const { roles } = useSession();
  const { failed, user, resource, all } = search;
  const userName = entries.find((entry) => entry.user?.id === user)?.user?.name ?? user;
  const resourceName = entries.find((entry) => entry.resource?.id === resource)?.resource?.name ?? resource;
  return (
    <search className="ingot-row">
      <Switch checked={failed === true} onUpdate={(only) => narrow({ failed: only ? true : undefined })}>
        {t('audit.filter.failed')}
      </Switch>
      {roles.includes('admin') ? (
        <Switch checked={all === true} onUpdate={(whole) => narrow({ all: whole ? true : undefined })}>
          {t('activity.allProjects')}
        </Switch>
      ) : null}
      {userName === undefined ? null : (
        <Filter text={t('audit.filter.user', { name: userName })} onRemove={() => narrow({ user: undefined })} />
      )}
      {resourceName === undefined ? null : (
        <Filter
          text={t('audit.filter.resource', { name: resourceName })}
          onRemove={() => narrow({ resource: undefined })}
        />
      )}
    </search>
  );
}

function Filter({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Label
      theme="info"
      size="s"
      type="close"
      onCloseClick={onRemove}
      closeButtonLabel={t('audit.filter.remove', { name: text })}
    >
      {text}
    </Label>
  );
}
