import type { Image } from '@ingot/client';
import { DefinitionList, Progress, Skeleton, Text } from '@gravity-ui/uikit';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { ErrorView } from '../../api/ErrorView.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { Part } from '../../kit/Part.tsx';

function storageQuery(id: string) {
  return queryOptions({
    queryKey: ['image', id, 'storage'],
    queryFn: ({ signal }) => client.call('get', '/api/v1/images/{id}/storage', { path: { id }, signal }),
  });
}

/** What an image takes in the store: its size, what is left of that, and how much others have in common with it. */
export function ImageStorage({ image: { id } }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data, error } = useQuery(storageQuery(id));
  const bytes = (count: number | null): string => (count === null ? t('word.none') : formats.bytes(count));
  return (
    <Part title={t('image.storage')}>
      {error ? <ErrorView error={error} /> : null}
      {data === undefined && error === null ? <Skeleton className="ingot-lines" /> : null}
      {data === undefined ? null : (
        <>
          {data.measuredAt === null ? <Text color="secondary">{t('image.storage.notYet')}</Text> : null}
          <StorageBar logical={data.logicalBytes} unique={data.uniqueBytes} shared={data.sharedBytes} />
          <DefinitionList>
            <DefinitionList.Item name={t('image.storage.logical')}>{bytes(data.logicalBytes)}</DefinitionList.Item>
            <DefinitionList.Item name={t('image.storage.stored')}>{bytes(data.storedBytes)}</DefinitionList.Item>
            <DefinitionList.Item name={t('image.storage.unique')}>{bytes(data.uniqueBytes)}</DefinitionList.Item>
            <DefinitionList.Item name={t('image.storage.shared')}>{bytes(data.sharedBytes)}</DefinitionList.Item>
            {data.measuredAt === null ? null : (
              <DefinitionList.Item name={t('image.storage.measured')}>
                {formats.time(data.measuredAt)}
              </DefinitionList.Item>
            )}
          </DefinitionList>
        </>
      )}
    </Part>
  );
}

interface StorageBarProps {
  readonly logical: number | null;
  readonly unique: number | null;
  readonly shared: number | null;
}

/** Beside the numbers, for the eye only. */
function StorageBar({ logical, unique, shared }: StorageBarProps): ReactNode {
  if (logical === null || logical === 0 || unique === null || shared === null) return null;
  const share = (bytes: number): number => Math.min(100, (bytes / logical) * 100);
  return (
    <div className="ingot-bar" aria-hidden="true">
      <Progress
        size="s"
        stack={[
          { value: share(unique), theme: 'warning' },
          { value: share(shared), theme: 'info' },
        ]}
      />
    </div>
  );
}
