import type { Image } from '@ingot/client';
import { ArrowDownToLine, TrashBin } from '@gravity-ui/icons';
import { Button, ClipboardButton, DefinitionList, Icon, Label, Text, useToaster } from '@gravity-ui/uikit';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { imageQuery, useDeleteImage } from './image-queries.ts';
import { ImageStatus } from './ImageStatus.tsx';
import { propertiesOf } from './properties.ts';
import './messages.ts';

export function ImagePage(): ReactNode {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/images/$id' });
  const { data: image } = useSuspenseQuery(imageQuery(id));
  const name = image.name ?? t('images.unnamed');
  return (
    <section className="ingot-page">
      <Link to="/images" className="ingot-link ingot-back">
        ← {t('images.title')}
      </Link>
      <PageHeader title={name} aside={<ImageStatus status={image.status} />}>
        {image.status === 'active' ? (
          <Button href={`/v2/images/${id}/file`} view="outlined">
            <Icon data={ArrowDownToLine} />
            {t('image.download')}
          </Button>
        ) : null}
        <DeleteImage image={image} name={name} />
      </PageHeader>
      <Facts image={image} />
      <Properties image={image} />
    </section>
  );
}

function Facts({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const bytes = (count: number | null): string => (count === null ? t('word.none') : formats.bytes(count));
  const { id, size, virtual_size: virtualSize, min_disk: minDisk, min_ram: minRam, tags } = image;
  return (
    <section className="ingot-stack" aria-labelledby="facts">
      <Text variant="subheader-3" as="h2" id="facts">
        {t('image.facts')}
      </Text>
      <DefinitionList>
        <DefinitionList.Item name={t('image.id')}>
          <code>{id}</code> <ClipboardButton text={id} size="s" aria-label={t('image.copyId')} />
        </DefinitionList.Item>
        <DefinitionList.Item name={t('images.column.visibility')}>
          {t(`image.visibility.${image.visibility}`)}
        </DefinitionList.Item>
        <DefinitionList.Item name={t('images.column.format')}>
          {image.disk_format ?? t('word.none')}
        </DefinitionList.Item>
        <DefinitionList.Item name={t('image.size')}>{bytes(size)}</DefinitionList.Item>
        <DefinitionList.Item name={t('image.virtualSize')}>{bytes(virtualSize)}</DefinitionList.Item>
        <DefinitionList.Item name={t('image.minDisk')}>{formats.bytes(minDisk * 2 ** 30)}</DefinitionList.Item>
        <DefinitionList.Item name={t('image.minRam')}>{formats.bytes(minRam * 2 ** 20)}</DefinitionList.Item>
        <DefinitionList.Item name={t('image.protected')}>
          {image.protected ? t('word.yes') : t('word.no')}
        </DefinitionList.Item>
        <DefinitionList.Item name={t('image.created')}>{formats.time(image.created_at)}</DefinitionList.Item>
        <DefinitionList.Item name={t('image.updated')}>{formats.time(image.updated_at)}</DefinitionList.Item>
        {tags.length === 0 ? null : (
          <DefinitionList.Item name={t('image.tags')}>
            <span className="ingot-row">
              {tags.map((tag) => (
                <Label key={tag}>{tag}</Label>
              ))}
            </span>
          </DefinitionList.Item>
        )}
        <DefinitionList.Item name={t('image.checksum')}>
          <code className="ingot-hash">{image.checksum ?? t('word.none')}</code>
        </DefinitionList.Item>
        <DefinitionList.Item name={t('image.hash')}>
          <code className="ingot-hash">{image.os_hash_value ?? t('word.none')}</code>
        </DefinitionList.Item>
      </DefinitionList>
    </section>
  );
}

function Properties({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const properties = propertiesOf(image);
  return (
    <section className="ingot-stack" aria-labelledby="properties">
      <Text variant="subheader-3" as="h2" id="properties">
        {t('image.properties')}
      </Text>
      {properties.length === 0 ? (
        <Text color="secondary">{t('image.noProperties')}</Text>
      ) : (
        <table className="ingot-table ingot-table_narrow">
          <thead>
            <tr>
              <th scope="col">{t('image.property')}</th>
              <th scope="col">{t('image.value')}</th>
            </tr>
          </thead>
          <tbody>
            {properties.map(([property, value]) => (
              <tr key={property}>
                <th scope="row">
                  <code>{property}</code>
                </th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function DeleteImage({ image, name }: { readonly image: Image; readonly name: string }): ReactNode {
  const { t } = useTranslation();
  const [isAsked, setIsAsked] = useState(false);
  const remove = useDeleteImage();
  const navigate = useNavigate();
  const toaster = useToaster();
  const done = (): void => {
    toaster.add({ name: `deleted-${image.id}`, title: t('image.delete.done', { name }), theme: 'success' });
    void navigate({ to: '/images' });
  };
  return (
    <>
      <Button view="outlined-danger" disabled={image.protected} onClick={() => setIsAsked(true)}>
        <Icon data={TrashBin} />
        {t('image.delete')}
      </Button>
      <ConfirmDialog
        open={isAsked}
        title={t('image.delete.title', { name })}
        text={t('image.delete.text')}
        action={t('image.delete')}
        isDangerous
        isPending={remove.isPending}
        error={remove.error}
        onClose={() => setIsAsked(false)}
        onConfirm={() => remove.mutate(image.id, { onSuccess: done })}
      />
    </>
  );
}
