import { ClipboardButton, DefinitionList } from '@gravity-ui/uikit';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Part } from '../kit/Part.tsx';
import { useFormats } from '../format/use-formats.ts';
import { PageHeader } from '../kit/PageHeader.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import { MachineName } from '../machines/MachineName.tsx';
import { useSession } from '../session/session.ts';
import { Uses } from './Uses.tsx';
import { useVolumeActions } from './use-volume-actions.ts';
import { useVolumeName } from './use-volume-name.ts';
import { volumeQuery, volumeUsesQuery, type Volume } from './volume-queries.ts';
import { VolumeName } from './VolumeName.tsx';
import { VolumeStatus } from './VolumeStatus.tsx';
import { VolumeTaskDialog, type VolumeTask } from './VolumeTaskDialog.tsx';
import { isoOf } from './wire-time.ts';
import './messages.ts';

export function VolumePage(): ReactNode {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/disks/$id' });
  const { data: volume } = useSuspenseQuery(volumeQuery(useSession().project.id, id));
  const { data: uses } = useQuery(volumeUsesQuery(id));
  const navigate = useNavigate();
  const nameOf = useVolumeName();
  const [task, setTask] = useState<VolumeTask | null>(null);
  return (
    <section className="ingot-page">
      <Link to="/disks" className="ingot-link">
        ← {t('section.disks')}
      </Link>
      <PageHeader title={nameOf(volume)} aside={<VolumeStatus status={volume.status} />}>
        <RowMenu name={nameOf(volume)} actions={useVolumeActions(setTask)(volume)} />
      </PageHeader>
      <Facts volume={volume} />
      <Part title={t('volumes.uses')}>
        <Link to="/snapshots" search={{ volume: id }} className="ingot-link">
          {t('volumes.snapshots')}
        </Link>
        {uses ? <Uses uses={uses} /> : null}
      </Part>
      {task === null ? null : (
        <VolumeTaskDialog
          task={task}
          onClose={() => setTask(null)}
          onDeleted={() => void navigate({ to: '/disks', search: {} })}
        />
      )}
    </section>
  );
}

function Facts({ volume }: { readonly volume: Volume }): ReactNode {
  const { t } = useTranslation();
  const { bytes, time } = useFormats();
  const { id, size, bootable, description, attachments, source_volid: source } = volume;
  const machine = attachments[0]?.server_id ?? null;
  return (
    <Part title={t('volumes.facts')}>
      <DefinitionList>
        <DefinitionList.Item name={t('volumes.id')}>
          <code>{id}</code> <ClipboardButton text={id} size="s" aria-label={t('volumes.copyId')} />
        </DefinitionList.Item>
        {description ? <DefinitionList.Item name={t('volumes.description')}>{description}</DefinitionList.Item> : null}
        <DefinitionList.Item name={t('volumes.size')}>{bytes(size * 2 ** 30)}</DefinitionList.Item>
        <DefinitionList.Item name={t('volumes.bootable')}>
          {bootable === 'true' ? t('word.yes') : t('word.no')}
        </DefinitionList.Item>
        <DefinitionList.Item name={t('volumes.machine')}>
          {machine === null ? t('word.none') : <MachineName id={machine} />}
        </DefinitionList.Item>
        {source === null ? null : (
          <DefinitionList.Item name={t('volumes.source.volume')}>
            <VolumeName id={source} />
          </DefinitionList.Item>
        )}
        <DefinitionList.Item name={t('volumes.created')}>{time(isoOf(volume.created_at))}</DefinitionList.Item>
      </DefinitionList>
    </Part>
  );
}
