import { Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { useSaid } from '../i18n/use-said.ts';
import { OperationProgress } from '../activity/OperationProgress.tsx';
import type { ListedImage } from './image-queries.ts';
import { ImageStatus } from './ImageStatus.tsx';

/** How an image stands, and how far what comes of it has come. */
export function ImageProgress({ image }: { readonly image: ListedImage }): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const formats = useFormats();
  const { push, operation, failure } = image;
  return (
    <span className="ingot-row ingot-row_whole">
      <ImageStatus status={image.status} />
      {push === null ? null : (
        <Text color="secondary">{formats.percent(push.size === 0 ? 1 : push.received / push.size)}</Text>
      )}
      {operation === null ? null : <OperationProgress id={operation} />}
      {failure === null ? null : (
        <Text color="danger-heavy" ellipsis title={said(failure)}>
          {t('images.failed')}
        </Text>
      )}
    </span>
  );
}
