import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PublicationTable } from '../desktop-images/PublicationTable.tsx';
import { machinePublicationsQuery } from '../desktop-images/publication-queries.ts';
import { Part } from '../kit/Part.tsx';
import { useSession } from '../session/session.ts';
import type { Machine } from './machine-queries.ts';

/** What was published from a VM lately, and why what failed did; nothing where nothing was. */
export function MachinePublications({ machine: { id, projectId } }: { readonly machine: Machine }): ReactNode {
  const { t } = useTranslation();
  const { project } = useSession();
  const { data: publications = [] } = useQuery(machinePublicationsQuery({ id, isElsewhere: projectId !== project.id }));
  if (publications.length === 0) return null;
  return (
    <Part title={t('section.publications')}>
      <PublicationTable publications={publications} isLoading={false} />
    </Part>
  );
}
