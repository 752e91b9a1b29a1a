import { Link, Skeleton } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { plainText } from '../../format/plain-text.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Part } from '../../kit/Part.tsx';
import type { WholeReport } from './report-queries.ts';

/** Characters of the end of a log that are shown. */
const SHOWN = 20_000;

interface AttachmentsProps {
  /** Id of the report. */
  readonly report: string;
  readonly attachments: WholeReport['attachments'];
}

/** What a start of the image showed: its screen, and its serial log. */
export function Attachments({ report, attachments }: AttachmentsProps): ReactNode {
  const { t } = useTranslation();
  if (attachments.length === 0) return null;
  return (
    <Part title={t('image.report.attachments')}>
      {attachments.map(({ name, mediaType, size }) =>
        mediaType === 'image/png' ? (
          <img
            key={name}
            className="ingot-screen"
            src={addressOf(report, name)}
            alt={t('image.report.screen', { name })}
            loading="lazy"
          />
        ) : (
          <Log key={name} report={report} name={name} size={size} />
        ),
      )}
    </Part>
  );
}

interface LogProps {
  readonly report: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

function Log({ report, name, size }: LogProps): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data: text } = useQuery({
    queryKey: ['attachment', report, name],
    queryFn: async ({ signal }) => (await client.open('get', addressOf(report, name), { signal })).text(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <Link href={addressOf(report, name)} target="_blank">
        {t('image.report.log', { name, size: formats.bytes(size) })}
      </Link>
      {text === undefined ? (
        <Skeleton className="ingot-lines" />
      ) : (
        <pre className="ingot-pre">{plainText(text).slice(-SHOWN)}</pre>
      )}
    </>
  );
}

function addressOf(report: string, name: string): string {
  return `/api/v1/reports/${report}/attachments/${encodeURIComponent(name)}`;
}
