import { ArrowDownToLine } from '@gravity-ui/icons';
import { Button, ClipboardButton, Icon, Label, Progress, Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { useSaid } from '../../i18n/use-said.ts';
import { isCompressed, type ExportFormat, type PreparedFile } from './export-queries.ts';

interface ExportRowProps {
  /** Of the image. */
  readonly id: string;
  readonly format: ExportFormat;
  /** Null while nobody has asked for it. */
  readonly file: PreparedFile | null;
  readonly isPending: boolean;
  readonly onPrepare: () => void;
  readonly onGiveUp: () => void;
}

/** One format that the disk of an image can be had as. */
export function ExportRow({ id, format, file, isPending, onPrepare, onGiveUp }: ExportRowProps): ReactNode {
  const { t } = useTranslation();
  const isPreparing = file?.status === 'preparing';
  const isReady = file?.status === 'ready';
  const canDownload = isReady || !isCompressed(format);
  return (
    <tr>
      <th scope="row" className="ingot-table__long">
        {t(`image.format.${format}`)}
      </th>
      <td className="ingot-table__long">{file === null ? <Unprepared format={format} /> : <State file={file} />}</td>
      <td className="ingot-table__buttons">
        <span className="ingot-buttons ingot-buttons_many">
          {isPreparing ? (
            <Button size="s" onClick={onGiveUp}>
              {t('dialog.cancel')}
            </Button>
          ) : null}
          {isReady || isPreparing ? null : (
            <Button size="s" loading={isPending} onClick={onPrepare}>
              {t(isCompressed(format) ? 'image.download.prepare' : 'image.download.sum')}
            </Button>
          )}
          {canDownload ? (
            <Button
              size="s"
              view="outlined"
              href={`/api/v1/images/${id}/export?format=${format}`}
              extraProps={{ download: '' }}
              aria-label={t('image.download.as', { format: t(`image.format.${format}`) })}
            >
              <Icon data={ArrowDownToLine} size={14} />
              {t('image.download')}
            </Button>
          ) : null}
        </span>
      </td>
    </tr>
  );
}

function Unprepared({ format }: { readonly format: ExportFormat }): ReactNode {
  const { t } = useTranslation();
  return <Text color="secondary">{t(isCompressed(format) ? 'image.export.needed' : 'image.export.streamed')}</Text>;
}

function State({ file }: { readonly file: PreparedFile }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const said = useSaid();
  if (file.status === 'preparing') {
    const { done, total } = file.progress ?? { done: 0, total: null };
    const share = total === null || total === 0 ? 0 : Math.min(100, (done / total) * 100);
    return (
      <output className="ingot-progress">
        <Progress value={share} text={t('image.export.preparing', { share: Math.floor(share) })} />
      </output>
    );
  }
  if (file.status === 'failed') {
    return (
      <>
        <Label theme="danger">{t('image.export.failed')}</Label> {file.failure && said(file.failure)}
      </>
    );
  }
  return (
    <>
      <Label theme="success">{t('image.export.ready')}</Label> {file.size === null ? null : formats.bytes(file.size)}
      {file.sha256 === null ? null : (
        <div>
          <Text color="secondary">SHA-256 </Text>
          <code className="ingot-hash">{file.sha256}</code>{' '}
          <ClipboardButton size="s" text={file.sha256} aria-label={t('image.export.copySum')} />
        </div>
      )}
    </>
  );
}
