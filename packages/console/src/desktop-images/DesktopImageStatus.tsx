import { Label } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DesktopImage } from './desktop-image-queries.ts';
import { PublicationProgress } from './PublicationProgress.tsx';

const THEMES = { publishing: 'info', active: 'success', deleting: 'warning' } as const;

/** While it is published: how that goes. */
export function DesktopImageStatus({ image: { status, publicationId } }: { readonly image: DesktopImage }): ReactNode {
  const { t } = useTranslation();
  if (publicationId !== null) return <PublicationProgress id={publicationId} />;
  return <Label theme={THEMES[status]}>{t(`desktopImages.status.${status}`)}</Label>;
}
