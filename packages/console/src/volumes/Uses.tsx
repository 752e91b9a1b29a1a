import type { Answer } from '@ingot/client';
import { Alert, Text } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';

type DiskUses = Answer<'get', '/api/v1/volumes/{id}/uses'>;
type Dependant = DiskUses['dependants'][number];

/** What stands on a volume or a snapshot, and what would be free without it. */
export function Uses({ uses }: { readonly uses: DiskUses }): ReactNode {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { dependants, readers, blocksDelete, freedBytes, hostBytes } = uses;
  const list = (
    <ul className="ingot-list">
      {dependants.map((dependant) => (
        <li key={dependant.id}>
          {t(`volumes.uses.${dependant.kind}`)}: <DependantName dependant={dependant} />
        </li>
      ))}
      {readers > 0 ? <li>{t('volumes.uses.readers', { count: readers })}</li> : null}
    </ul>
  );
  return (
    <>
      {blocksDelete ? <Alert theme="warning" title={t('volumes.uses.blocks')} message={list} /> : null}
      {!blocksDelete && dependants.length > 0 ? (
        <div>
          <Text>{t('volumes.uses.madeOf')}</Text>
          {list}
        </div>
      ) : null}
      {freedBytes === null ? null : <Text>{t('volumes.uses.frees', { size: bytes(freedBytes) })}</Text>}
      {hostBytes === null ? null : <Text>{t('volumes.uses.host', { size: bytes(hostBytes) })}</Text>}
    </>
  );
}

function DependantName({ dependant: { kind, id, name } }: { readonly dependant: Dependant }): ReactNode {
  const { t } = useTranslation();
  const text = name || t('volumes.uses.unnamed');
  switch (kind) {
    case 'image':
      return (
        <Link to="/images/$id" params={{ id }} className="ingot-link">
          {text}
        </Link>
      );
    case 'volume':
      return (
        <Link to="/disks/$id" params={{ id }} className="ingot-link">
          {text}
        </Link>
      );
    case 'snapshot':
      return (
        <Link to="/snapshots" className="ingot-link">
          {text}
        </Link>
      );
  }
}
