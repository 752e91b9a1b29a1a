import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { SelectField } from '../kit/form/SelectField.tsx';
import { TextField } from '../kit/form/TextField.tsx';
import { useSession } from '../session/session.ts';
import type { DraftProps } from './draft.ts';
import { FileSource } from './FileSource.tsx';
import { FormatField } from './FormatField.tsx';
import { ImageSource } from './ImageSource.tsx';
import { disksQuery, snapshotsQuery } from './new-image-queries.ts';

/** What has to be known of the source that was chosen. */
export function SourceFields(props: DraftProps): ReactNode {
  switch (props.draft.source) {
    case 'disk':
      return <DiskSource {...props} />;
    case 'snapshot':
      return <SnapshotSource {...props} />;
    case 'image':
      return <ImageSource {...props} />;
    case 'file':
      return <FileSource {...props} />;
    case 'url':
      return <UrlSource {...props} />;
  }
}

function DiskSource({ draft, change }: DraftProps): ReactNode {
  const { t } = useTranslation();
  const { project } = useSession();
  const { data: disks = [], error, isPending } = useQuery(disksQuery(project.id));
  const whyNot = (status: string): string | undefined => {
    if (status === 'available') return undefined;
    return status === 'in-use' ? t('newImage.disk.inUse') : t('newImage.disk.unavailable');
  };
  if (error) return <ErrorView error={error} />;
  return (
    <SelectField
      label={t('newImage.disk')}
      hint={!isPending && disks.length === 0 ? t('newImage.disk.none') : t('newImage.disk.hint')}
      placeholder={t('newImage.choose')}
      isLoading={isPending}
      choices={disks.map(({ id, name, size, status }) => ({
        value: id,
        text: name ?? id,
        note: `${size} ${t('unit.gib')}`,
        unavailable: whyNot(status),
      }))}
      value={draft.disk}
      onUpdate={(disk) => change({ disk })}
    />
  );
}

function SnapshotSource({ draft, change }: DraftProps): ReactNode {
  const { t } = useTranslation();
  const { project } = useSession();
  const { data: snapshots = [], error, isPending } = useQuery(snapshotsQuery(project.id));
  if (error) return <ErrorView error={error} />;
  return (
    <SelectField
      label={t('newImage.snapshot')}
      hint={!isPending && snapshots.length === 0 ? t('newImage.snapshot.none') : t('newImage.snapshot.hint')}
      placeholder={t('newImage.choose')}
      isLoading={isPending}
      choices={snapshots.map(({ id, name, size }) => ({
        value: id,
        text: name ?? id,
        note: `${size} ${t('unit.gib')}`,
      }))}
      value={draft.snapshot}
      onUpdate={(snapshot) => change({ snapshot })}
    />
  );
}

function UrlSource({ draft, change }: DraftProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t('newImage.url')}
        hint={t('newImage.url.hint')}
        placeholder="https://"
        value={draft.url}
        onUpdate={(url) => change({ url })}
      />
      <FormatField draft={draft} change={change} />
    </>
  );
}
