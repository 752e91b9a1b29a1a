import type { Image } from '@ingot/client';
import { Alert, Button, Label, Link as ExternalLink, Skeleton, Text } from '@gravity-ui/uikit';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../api/ErrorView.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useSaid } from '../../i18n/use-said.ts';
import { imageQuery } from '../../images/image-queries.ts';
import { Working } from '../../kit/Working.tsx';
import { bootProfilesQuery } from '../../profiles/profile-queries.ts';
import { Attachments } from './Attachments.tsx';
import { Contradictions } from './Contradictions.tsx';
import { FoundSystems } from './FoundSystems.tsx';
import { ProfileResult } from './ProfileResult.tsx';
import { reportQuery, useCancelReport, type WholeReport } from './report-queries.ts';
import { WORK_THEMES } from './ReportTable.tsx';
import '../messages.ts';

/** One report: what was found on the disk, what each profile says of it, and what to do. */
export function ReportPage(): ReactNode {
  const { id, report: reportId } = useParams({ from: '/signed-in/images/$id/checks/$report' });
  const { t } = useTranslation();
  const { data: image } = useSuspenseQuery(imageQuery(id));
  const { data: report, error, refetch } = useQuery(reportQuery(id, reportId));
  return (
    <div className="ingot-page">
      <Link to="/images/$id/checks" params={{ id }} className="ingot-link">
        ← {t('image.report.all')}
      </Link>
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {report === undefined && error === null ? <Skeleton className="ingot-lines" /> : null}
      {report === undefined ? null : <LoadedReport image={image} report={report} />}
    </div>
  );
}

function LoadedReport({ image, report }: { readonly image: Image; readonly report: WholeReport }): ReactNode {
  const { t, i18n } = useTranslation();
  const said = useSaid();
  const formats = useFormats();
  const cancel = useCancelReport(image.id);
  const { data: takeBoot = [] } = useQuery(bootProfilesQuery);
  const { id, status, createdAt, cancelRequested, failure } = report;
  const isBoot = report.profiles.some((profile) => takeBoot.includes(profile.id));
  return (
    <>
      <div className="ingot-row">
        <Text variant="subheader-3" as="h2">
          {t('image.report.of', { time: formats.time(createdAt) })}
        </Text>
        <Label theme={WORK_THEMES[status]}>{t(`work.${status}`)}</Label>
        {status === 'done' ? (
          <ExternalLink href={`/api/v1/reports/${id}/page?lang=${i18n.language}`} target="_blank">
            {t('image.report.print')}
          </ExternalLink>
        ) : null}
      </div>
      {status === 'waiting' || status === 'running' ? (
        <Working
          text={t(
            cancelRequested
              ? 'work.cancelling'
              : isBoot && status === 'running'
                ? 'image.report.booting'
                : `image.report.${status}`,
          )}
          actions={
            <Button size="s" disabled={cancelRequested} loading={cancel.isPending} onClick={() => cancel.mutate(id)}>
              {t('dialog.cancel')}
            </Button>
          }
        />
      ) : null}
      {status === 'failed' ? (
        <Alert theme="danger" title={t('work.failed')} message={failure && said(failure)} />
      ) : null}
      {status === 'cancelled' ? <Alert theme="warning" message={t('work.cancelled')} /> : null}
      {report.findings === null ? null : <FoundSystems findings={report.findings} />}
      <Contradictions image={image} contradictions={report.contradictions} />
      {report.results.map((result) => (
        <ProfileResult key={result.profile} result={result} />
      ))}
      <Attachments report={id} attachments={report.attachments} />
    </>
  );
}
