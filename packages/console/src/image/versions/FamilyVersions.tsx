import type { Image } from '@ingot/client';
import { Alert, Button, Text } from '@gravity-ui/uikit';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../api/ErrorView.tsx';
import { Part } from '../../kit/Part.tsx';
import { ReasonedButton } from '../../kit/ReasonedButton.tsx';
import { useImageRights } from '../image-rights.ts';
import { FamilyHistory } from './FamilyHistory.tsx';
import { familyQuery, versionsQuery, type FamilyRef } from './family-queries.ts';
import { VersionTable, type Chosen } from './VersionTable.tsx';

const DecisionDialog = lazy(() =>
  import('./DecisionDialog.tsx').then((module) => ({ default: module.DecisionDialog })),
);
const DeprecationDialog = lazy(() =>
  import('./DeprecationDialog.tsx').then((module) => ({ default: module.DeprecationDialog })),
);

interface FamilyVersionsProps {
  /** The one whose page this is. */
  readonly image: Image;
  readonly family: FamilyRef;
}

export function FamilyVersions({ image, family: ref }: FamilyVersionsProps): ReactNode {
  const { t } = useTranslation();
  const why = useImageRights(image)('update');
  const { data: family, error, refetch } = useQuery(familyQuery(ref));
  const { data, dataUpdatedAt, isPending, isFetchingNextPage, hasNextPage, fetchNextPage } = useInfiniteQuery(
    versionsQuery(ref),
  );
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const versions = data?.pages.flatMap((page) => page.images) ?? [];
  const close = (): void => setChosen(null);
  const latest = family?.latest ?? null;
  const choose = (action: Chosen['action'], version: Image) => () => setChosen({ action, version });
  return (
    <div className="ingot-page">
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {family?.pinned === true ? (
        <Alert
          theme="info"
          title={t(latest === null ? 'image.versions.pinLost' : 'image.versions.pinned', { family: ref.name })}
          message={t('image.versions.pinned.text')}
          actions={
            <ReasonedButton reason={why} onClick={choose('unpin', image)}>
              {t('image.versions.unpin')}
            </ReasonedButton>
          }
        />
      ) : null}
      <Part
        title={t('images.family', { family: ref.name })}
        actions={
          <ReasonedButton
            size="s"
            reason={why ?? (versions.length < 2 ? t('image.why.onlyVersion') : null)}
            onClick={choose('rollback', image)}
          >
            {t('image.versions.rollback')}
          </ReasonedButton>
        }
      >
        <Text color="secondary">{t('image.versions.text')}</Text>
        {family ? (
          <VersionTable
            versions={versions}
            family={family}
            now={dataUpdatedAt}
            current={image.id}
            reason={why}
            isLoading={isPending || isFetchingNextPage}
            onChoose={setChosen}
          />
        ) : null}
        {hasNextPage ? (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('image.more')}
          </Button>
        ) : null}
      </Part>
      <FamilyHistory family={ref} />
      <Suspense>
        {chosen === null ? null : chosen.action === 'deprecate' ? (
          <DeprecationDialog version={chosen.version} versions={versions} onClose={close} />
        ) : (
          <DecisionDialog family={ref} action={chosen.action} version={chosen.version} onClose={close} />
        )}
      </Suspense>
    </div>
  );
}
