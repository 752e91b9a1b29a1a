import { Skeleton } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { imageQuery } from '../images/image-queries.ts';
import '../images/messages.ts';
import './messages.ts';

/** An image by its name, and the way to it; one that is gone by its id. */
export function ImageLink({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const { data: image, isPending } = useQuery(imageQuery(id));
  if (isPending) return <Skeleton className="ingot-word" />;
  if (image === undefined) {
    return (
      <>
        {t('image.gone')} <code className="ingot-hash">{id}</code>
      </>
    );
  }
  return (
    <Link to="/images/$id" params={{ id }} className="ingot-link">
      {image.name ?? t('images.unnamed')}
    </Link>
  );
}
