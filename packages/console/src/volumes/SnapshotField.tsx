import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { SelectField } from '../kit/form/SelectField.tsx';
import { useSession } from '../session/session.ts';
import { snapshotsQuery } from './snapshot-queries.ts';
import { useVolumeName } from './use-volume-name.ts';
import './messages.ts';

interface SnapshotFieldProps {
  readonly label: string;
  /** Id of the snapshot; null while none is chosen. */
  readonly value: string | null;
  readonly onUpdate: (id: string) => void;
}

/** One of the newest snapshots of the project. */
export function SnapshotField(props: SnapshotFieldProps): ReactNode {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const nameOf = useVolumeName();
  const { data, isPending } = useInfiniteQuery(snapshotsQuery(useSession().project.id));
  const snapshots = data?.pages.flatMap((page) => page.snapshots) ?? [];
  return (
    <SelectField
      {...props}
      isLoading={isPending}
      placeholder={t('snapshots.choose')}
      {...(!isPending && snapshots.length === 0 && { hint: t('snapshots.choose.none') })}
      choices={snapshots.map((snapshot) => ({
        value: snapshot.id,
        text: nameOf(snapshot),
        note: bytes(snapshot.size * 2 ** 30),
        unavailable: snapshot.status === 'available' ? undefined : t('volumes.choose.busy'),
      }))}
    />
  );
}
