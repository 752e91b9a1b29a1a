import { Alert } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PublicationTable } from '../desktop-images/PublicationTable.tsx';
import { machinePublicationsQuery } from '../desktop-images/publication-queries.ts';
import { useSaid } from '../i18n/use-said.ts';
import { Part } from '../kit/Part.tsx';
import { useSession } from '../session/session.ts';
import type { Machine } from './machine-queries.ts';

/** What was published from a VM lately, and why what failed did; nothing where nothing was. */
export function MachinePublications({ machine: { id, projectId } }: { readonly machine: Machine }): ReactNode {
  const { t } = useTranslation();
  const { project } = useSession();
  const { data: publications = [] } = useQuery(machinePublicationsQuery({ id, isElsewhere: projectId !== project.id }));
  const said = useSaid();
  const [last] = publications;
  if (last === undefined) return null;
  return (
    <Part title={t('section.publications')}>
      {last.failure === null ? null : (
        <Alert theme="danger" title={t('publications.failed')} message={said(last.failure)} />
      )}
      <PublicationTable publications={publications} isLoading={false} />
    </Part>
  );
}
