import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session.ts';
import { useVolumeName } from './use-volume-name.ts';
import { volumeQuery } from './volume-queries.ts';
import './messages.ts';

/** A volume by its name, with a link to it; one that is gone says so. */
export function VolumeName({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const nameOf = useVolumeName();
  const { data: volume, error } = useQuery(volumeQuery(useSession().project.id, id));
  if (error) return <span title={id}>{t('volumes.gone')}</span>;
  return (
    <Link to="/disks/$id" params={{ id }} className="ingot-link">
      {volume === undefined ? '…' : nameOf(volume)}
    </Link>
  );
}
