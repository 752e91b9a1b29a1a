import type { Image } from '@ingot/client';
import { ArrowDownToLine } from '@gravity-ui/icons';
import { Alert, Button, Icon, Text } from '@gravity-ui/uikit';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../api/ErrorView.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { imageQuery } from '../../images/image-queries.ts';
import { Part } from '../../kit/Part.tsx';
import { useImageRights } from '../image-rights.ts';
import { EXPORT_FORMATS, exportsQuery, useGiveUpExport, usePrepareExport } from './export-queries.ts';
import { ExportRow } from './ExportRow.tsx';
import '../messages.ts';

/** The data of an image as a file: as it came, or its disk in any other format. */
export function DownloadTab(): ReactNode {
  const { id } = useParams({ from: '/signed-in/images/$id' });
  const { data: image } = useSuspenseQuery(imageQuery(id));
  const why = useImageRights(image)('download');
  if (why !== null) return <Alert theme="info" message={why} />;
  return (
    <div className="ingot-page">
      <Original image={image} />
      <Exports id={id} />
    </div>
  );
}

function Original({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { id, disk_format: format, size, os_hash_value: hash } = image;
  return (
    <Part title={t('image.download.original')}>
      <Text color="secondary">{t('image.download.original.text')}</Text>
      <div className="ingot-row">
        <Button view="action" href={`/v2/images/${id}/file`} extraProps={{ download: '' }}>
          <Icon data={ArrowDownToLine} />
          {t('image.download')}
        </Button>
        <Text>{[format, size === null ? null : formats.bytes(size)].filter(Boolean).join(', ')}</Text>
      </div>
      {hash === null ? null : (
        <div>
          <Text color="secondary">{t('image.hash')} </Text>
          <code className="ingot-hash">{hash}</code>
        </div>
      )}
    </Part>
  );
}

function Exports({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const { data: prepared, error } = useQuery(exportsQuery(id));
  const prepare = usePrepareExport(id);
  const giveUp = useGiveUpExport(id);
  const failure = prepare.error ?? giveUp.error;
  return (
    <Part title={t('image.download.converted')}>
      <Text color="secondary">{t('image.download.converted.text')}</Text>
      {error ? <ErrorView error={error} /> : null}
      {failure ? <ErrorView error={failure} /> : null}
      <table className="ingot-table" aria-label={t('image.download.converted')}>
        <thead>
          <tr>
            <th scope="col">{t('images.column.format')}</th>
            <th scope="col">{t('images.column.status')}</th>
            <th scope="col">{t('word.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {EXPORT_FORMATS.map((format) => (
            <ExportRow
              key={format}
              id={id}
              format={format}
              file={prepared?.find((file) => file.format === format) ?? null}
              isPending={prepare.isPending && prepare.variables === format}
              onPrepare={() => prepare.mutate(format)}
              onGiveUp={() => giveUp.mutate(format)}
            />
          ))}
        </tbody>
      </table>
    </Part>
  );
}
