import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { machineQuery } from './machine-queries.ts';

/** A machine by its name, with a link to it; what is no machine of this service shows nothing. */
export function MachineName({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const { data: machine, error } = useQuery(machineQuery(id));
  if (error) return <span title={id}>{t('word.none')}</span>;
  return (
    <Link to="/images/source-vms/$id" params={{ id }} className="ingot-link">
      {machine?.name ?? '…'}
    </Link>
  );
}
