import { Alert, DefinitionList, Text } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { useSaid } from '../i18n/use-said.ts';
import { damagedImagesQuery, findingsQuery, type Integrity } from './store-queries.ts';

/** Whether what is stored is what was stored, and whom it concerns where it is not. */
export function StoreHealth({ integrity }: { readonly integrity: Integrity }): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormats();
  const { quarantinedChunks, findings, damagedImages, damagedDisks, lastScrub } = integrity;
  const isSound = quarantinedChunks + findings + damagedImages + damagedDisks === 0;
  return (
    <>
      <Alert
        theme={isSound ? 'success' : 'danger'}
        title={t(isSound ? 'store.sound' : 'store.damaged')}
        message={t(isSound ? 'store.sound.text' : 'store.damaged.text')}
      />
      <DefinitionList>
        <DefinitionList.Item name={t('store.quarantined')}>{number(quarantinedChunks)}</DefinitionList.Item>
        <DefinitionList.Item name={t('store.findings')}>{number(findings)}</DefinitionList.Item>
        <DefinitionList.Item name={t('store.damagedImages')}>{number(damagedImages)}</DefinitionList.Item>
        <DefinitionList.Item name={t('store.damagedDisks')}>{number(damagedDisks)}</DefinitionList.Item>
        <DefinitionList.Item name={t('store.lastScrub')}>
          {lastScrub === null ? t('store.never') : time(lastScrub.finishedAt ?? lastScrub.createdAt)}
        </DefinitionList.Item>
      </DefinitionList>
      {damagedImages === 0 ? null : <DamagedImages />}
      {findings === 0 ? null : <Findings />}
    </>
  );
}

function DamagedImages(): ReactNode {
  const { t } = useTranslation();
  const { data: images = [] } = useQuery(damagedImagesQuery);
  return (
    <ul className="ingot-list">
      {images.map(({ id, name, place, chunks }) => (
        <li key={`${id} ${place}`}>
          <Link to="/images/$id" params={{ id }} className="ingot-link">
            {name ?? id}
          </Link>{' '}
          <Text color="secondary">{t('store.damagedChunks', { count: chunks })}</Text>
        </li>
      ))}
    </ul>
  );
}

function Findings(): ReactNode {
  const said = useSaid();
  const { data: findings = [] } = useQuery(findingsQuery);
  return (
    <ul className="ingot-list">
      {findings.map(({ pack, kind, detail }) => (
        <li key={`${pack} ${kind}`}>
          {said(detail)} <code className="ingot-hash">{pack}</code>
        </li>
      ))}
    </ul>
  );
}
