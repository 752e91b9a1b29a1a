import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../kit/form/SelectField.tsx';
import { desktopImagesQuery } from './desktop-image-queries.ts';
import './messages.ts';

interface ParentImageFieldProps {
  readonly label: string;
  /** Id of the desktop image; null while none is chosen. */
  readonly value: string | null;
  readonly onUpdate: (id: string) => void;
}

/** The desktop image whose child something is to become. */
export function ParentImageField(props: ParentImageFieldProps): ReactNode {
  const { t } = useTranslation();
  const { data, isPending } = useInfiniteQuery(desktopImagesQuery({}));
  const images = data?.pages.flatMap((page) => page.desktopImages) ?? [];
  return (
    <SelectField
      {...props}
      isLoading={isPending}
      hint={t('desktopImages.parent.hint')}
      choices={images.map(({ id, name, imageType, fileType, status }) => ({
        value: id,
        text: name ?? t('desktopImages.unnamed'),
        note: `${imageType.toUpperCase()} · ${fileType.toUpperCase()}`,
        unavailable: unavailable(fileType, status),
      }))}
    />
  );

  function unavailable(fileType: string, status: string): string | undefined {
    if (fileType === 'vhd') return t('desktopImages.parent.vhd');
    return status === 'active' ? undefined : t(`desktopImages.status.publishing`);
  }
}
