import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { SelectField } from '../kit/form/SelectField.tsx';
import { useSession } from '../session/session.ts';
import { volumesQuery } from './volume-queries.ts';
import { useVolumeName } from './use-volume-name.ts';
import './messages.ts';

interface VolumeFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** Id of the volume; null while none is chosen. */
  readonly value: string | null;
  readonly onUpdate: (id: string) => void;
}

/** One of the newest volumes of the project; those that somebody works with cannot be taken. */
export function VolumeField(props: VolumeFieldProps): ReactNode {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const nameOf = useVolumeName();
  const { data, isPending } = useInfiniteQuery(volumesQuery(useSession().project.id));
  const volumes = data?.pages.flatMap((page) => page.volumes) ?? [];
  return (
    <SelectField
      {...props}
      isLoading={isPending}
      placeholder={t('volumes.choose')}
      {...(!isPending && volumes.length === 0 && { hint: t('volumes.choose.none') })}
      choices={volumes.map((volume) => ({
        value: volume.id,
        text: nameOf(volume),
        note: bytes(volume.size * 2 ** 30),
        unavailable: volume.status === 'available' ? undefined : t('volumes.choose.busy'),
      }))}
    />
  );
}
