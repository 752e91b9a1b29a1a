import type { Image } from '@ingot/client';
import { Pencil } from '@gravity-ui/icons';
import { ClipboardButton, DefinitionList, Icon, Label } from '@gravity-ui/uikit';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { propertyOf } from '../../images/image-queries.ts';
import { Part } from '../../kit/Part.tsx';
import { ReasonedButton } from '../../kit/ReasonedButton.tsx';
import { useImageRights } from '../image-rights.ts';
import { ProjectName } from '../ProjectName.tsx';

const EditImageDialog = lazy(() =>
  import('./EditImageDialog.tsx').then((module) => ({ default: module.EditImageDialog })),
);

const { Item } = DefinitionList;

export function ImageFacts({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const why = useImageRights(image);
  const [isEdited, setIsEdited] = useState(false);
  const none = t('word.none');
  const bytes = (count: number | null): string => (count === null ? none : formats.bytes(count));
  const { id, owner, tags } = image;
  return (
    <Part
      title={t('image.facts')}
      actions={
        <ReasonedButton size="s" reason={why('update')} onClick={() => setIsEdited(true)}>
          <Icon data={Pencil} size={14} />
          {t('image.edit')}
        </ReasonedButton>
      }
    >
      <DefinitionList>
        <Item name={t('image.description')}>{propertyOf(image, 'description') ?? none}</Item>
        <Item name={t('image.id')}>
          <code className="ingot-hash">{id}</code> <ClipboardButton text={id} size="s" aria-label={t('image.copyId')} />
        </Item>
        <Item name={t('image.owner')}>{owner === null ? none : <ProjectName id={owner} />}</Item>
        <Item name={t('images.column.visibility')}>{t(`image.visibility.${image.visibility}`)}</Item>
        <Item name={t('images.column.format')}>{image.disk_format ?? none}</Item>
        <Item name={t('image.size')}>{bytes(image.size)}</Item>
        <Item name={t('image.virtualSize')}>{bytes(image.virtual_size)}</Item>
        <Item name={t('image.minDisk')}>{formats.bytes(image.min_disk * 2 ** 30)}</Item>
        <Item name={t('image.minRam')}>{formats.bytes(image.min_ram * 2 ** 20)}</Item>
        <Item name={t('image.protected')}>{image.protected ? t('word.yes') : t('word.no')}</Item>
        <Item name={t('image.tags')}>
          {tags.length === 0 ? (
            none
          ) : (
            <span className="ingot-row">
              {tags.map((tag) => (
                <Label key={tag}>{tag}</Label>
              ))}
            </span>
          )}
        </Item>
        <Item name={t('image.created')}>{formats.time(image.created_at)}</Item>
        <Item name={t('image.updated')}>{formats.time(image.updated_at)}</Item>
        <Item name={t('image.checksum')}>
          <code className="ingot-hash">{image.checksum ?? none}</code>
        </Item>
        <Item name={t('image.hash')}>
          <code className="ingot-hash">{image.os_hash_value ?? none}</code>
        </Item>
      </DefinitionList>
      <Suspense>{isEdited ? <EditImageDialog image={image} onClose={() => setIsEdited(false)} /> : null}</Suspense>
    </Part>
  );
}
