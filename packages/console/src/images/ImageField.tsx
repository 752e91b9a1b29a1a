import { imageList, type Image } from '@ingot/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { useFormats } from '../format/use-formats.ts';
import { SelectField } from '../kit/form/SelectField.tsx';
import './messages.ts';

/** Images that are offered: the newest. */
const MOST = 500;

interface ImageFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** Disks of machines, or what is put into an optical drive. */
  readonly kind: 'disk' | 'iso';
  /** Id of the image; null while none is chosen. */
  readonly value: string | null;
  readonly onUpdate: (id: string) => void;
}

/** One of the images that can be used, by name. */
export function ImageField({ kind, ...field }: ImageFieldProps): ReactNode {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { data: images = [], isPending } = useQuery(usableImagesQuery);
  const fitting = images.filter(({ disk_format: format }) => (format === 'iso') === (kind === 'iso'));
  return (
    <SelectField
      {...field}
      isLoading={isPending}
      placeholder={t('images.choose')}
      {...(!isPending && fitting.length === 0 && { hint: t('images.choose.none') })}
      choices={fitting.map(({ id, name, size }) => ({
        value: id,
        text: name ?? t('images.unnamed'),
        note: size === null ? undefined : bytes(size),
      }))}
    />
  );
}

/** The newest images that are active. Begins as lists of images do, so that it is read again when they are. */
const usableImagesQuery = queryOptions({
  queryKey: ['images', 'usable'],
  queryFn: async () => {
    const images: Image[] = [];
    for await (const image of imageList(client, { status: 'active' })) {
      images.push(image);
      if (images.length >= MOST) break;
    }
    return images;
  },
});
