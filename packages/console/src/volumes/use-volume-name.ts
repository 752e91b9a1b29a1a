import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { isoOf } from './wire-time.ts';

interface Nameable {
  readonly name: string | null;
  readonly created_at: string;
}

/** What a volume or a snapshot is called: one without a name by when it was made. */
export function useVolumeName(): (thing: Nameable) => string {
  const { t } = useTranslation();
  const { time } = useFormats();
  return useCallback(
    ({ name, created_at: createdAt }) => name || t('volumes.unnamed', { time: time(isoOf(createdAt)) }),
    [t, time],
  );
}
