import type { Image } from '@ingot/client';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { imageQuery, propertyOf } from '../../images/image-queries.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { ReasonedButton } from '../../kit/ReasonedButton.tsx';
import { useImageRights } from '../image-rights.ts';
import { FamilyVersions } from './FamilyVersions.tsx';
import '../messages.ts';

const FamilyDialog = lazy(() => import('./FamilyDialog.tsx').then((module) => ({ default: module.FamilyDialog })));

/** The family that an image belongs to, as a line in time. */
export function VersionsTab(): ReactNode {
  const { id } = useParams({ from: '/signed-in/images/$id' });
  const { data: image } = useSuspenseQuery(imageQuery(id));
  const name = propertyOf(image, 'family');
  if (name === null || image.owner === null) return <NoFamily image={image} />;
  return <FamilyVersions image={image} family={{ name, project: image.owner }} />;
}

function NoFamily({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const why = useImageRights(image)('update');
  const [isAsked, setIsAsked] = useState(false);
  return (
    <EmptyState title={t('image.versions.none.title')} text={t('image.versions.none.text')}>
      <ReasonedButton view="action" reason={why} onClick={() => setIsAsked(true)}>
        {t('image.versions.join')}
      </ReasonedButton>
      <Suspense>{isAsked ? <FamilyDialog image={image} onClose={() => setIsAsked(false)} /> : null}</Suspense>
    </EmptyState>
  );
}
