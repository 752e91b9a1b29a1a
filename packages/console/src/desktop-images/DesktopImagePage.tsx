import { ClipboardButton, DefinitionList } from '@gravity-ui/uikit';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Part } from '../kit/Part.tsx';
import { useFormats } from '../format/use-formats.ts';
import { ImageLink } from '../image/ImageLink.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import { Artefacts } from './Artefacts.tsx';
import { desktopImageQuery, type DesktopImage } from './desktop-image-queries.ts';
import { DesktopImageStatus } from './DesktopImageStatus.tsx';
import { DesktopImageTaskDialog, type DesktopImageTask } from './DesktopImageTaskDialog.tsx';
import { useConfigurationText } from './use-configuration-text.ts';
import { useDesktopImageActions } from './use-desktop-image-actions.ts';
import './messages.ts';

export function DesktopImagePage(): ReactNode {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/images/desktop-images/$id' });
  const { data: image } = useSuspenseQuery(desktopImageQuery(id));
  const navigate = useNavigate();
  const [task, setTask] = useState<DesktopImageTask | null>(null);
  const name = image.name ?? t('desktopImages.unnamed');
  return (
    <section className="ingot-page">
      <Link to="/images/desktop-images" className="ingot-link">
        ← {t('section.desktopImages')}
      </Link>
      <PageHeader title={name} aside={<DesktopImageStatus image={image} />}>
        <RowMenu name={name} actions={useDesktopImageActions(setTask)(image)} />
      </PageHeader>
      <Facts image={image} />
      <Artefacts image={image} />
      {task === null ? null : (
        <DesktopImageTaskDialog
          task={task}
          onClose={() => setTask(null)}
          onDeleted={() => void navigate({ to: '/images/desktop-images', search: {} })}
        />
      )}
    </section>
  );
}

function Facts({ image }: { readonly image: DesktopImage }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const configurationText = useConfigurationText();
  const { id, imageType, osType, fileType, configuration, parentId, sourceName, createdAt } = image;
  return (
    <Part title={t('desktopImages.facts')}>
      <DefinitionList>
        <DefinitionList.Item name={t('desktopImages.image')}>
          <ImageLink id={id} /> <ClipboardButton text={id} size="s" aria-label={t('desktopImages.copyId')} />
        </DefinitionList.Item>
        <DefinitionList.Item name={t('desktopImages.imageType')}>{imageType.toUpperCase()}</DefinitionList.Item>
        <DefinitionList.Item name={t('desktopImages.osType')}>
          {osType === null ? t('word.none') : t(`desktopImages.osType.${osType}`)}
        </DefinitionList.Item>
        <DefinitionList.Item name={t('desktopImages.fileType')}>{fileType.toUpperCase()}</DefinitionList.Item>
        <DefinitionList.Item name={t('configuration')}>{configurationText(configuration)}</DefinitionList.Item>
        {parentId === null ? null : (
          <DefinitionList.Item name={t('desktopImages.parent')}>
            <ImageLink id={parentId} />
          </DefinitionList.Item>
        )}
        <DefinitionList.Item name={t('desktopImages.source')}>{sourceName ?? t('word.none')}</DefinitionList.Item>
        <DefinitionList.Item name={t('desktopImages.created')}>{time(createdAt)}</DefinitionList.Item>
      </DefinitionList>
    </Part>
  );
}
