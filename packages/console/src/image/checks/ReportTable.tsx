import { Label, type LabelProps } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { DataTable, type Column } from '../../kit/DataTable.tsx';
import { profilesQuery } from '../../profiles/profile-queries.ts';
import type { Report } from './report-queries.ts';
import { useReaderWords } from './reader-words.ts';

type Verdict = NonNullable<Report['profiles'][number]['verdict']>;

export const VERDICT_THEMES: Readonly<Record<Verdict, NonNullable<LabelProps['theme']>>> = {
  pass: 'success',
  fail: 'danger',
  unknown: 'warning',
};

export const WORK_THEMES: Readonly<Record<Report['status'], NonNullable<LabelProps['theme']>>> = {
  waiting: 'unknown',
  running: 'info',
  done: 'success',
  failed: 'danger',
  cancelled: 'unknown',
};

interface ReportTableProps {
  /** That they are on. */
  readonly image: string;
  readonly reports: readonly Report[];
  readonly isLoading: boolean;
}

/** The reports on an image: when, how far, and what each profile came to. */
export function ReportTable({ image, reports, isLoading }: ReportTableProps): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('image.tab.checks')}
      columns={useColumns(image)}
      rows={reports}
      rowId={({ id }) => id}
      isLoading={isLoading}
    />
  );
}

function useColumns(image: string): readonly Column<Report>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      {
        id: 'made',
        header: t('image.report.made'),
        cell: ({ id: report, createdAt }) => (
          <Link to="/images/$id/checks/$report" params={{ id: image, report }} className="ingot-link">
            {formats.time(createdAt)}
          </Link>
        ),
      },
      {
        id: 'status',
        header: t('images.column.status'),
        cell: ({ status }) => <Label theme={WORK_THEMES[status]}>{t(`work.${status}`)}</Label>,
      },
      { id: 'profiles', header: t('image.report.profiles'), cell: (report) => <Verdicts report={report} /> },
    ],
    [t, formats, image],
  );
}

function Verdicts({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation();
  const words = useReaderWords();
  const { data } = useQuery(profilesQuery);
  return (
    <span className="ingot-row">
      {report.profiles.map(({ id, verdict }) => {
        const profile = data?.find((known) => known.id === id);
        return (
          <Label key={id} theme={verdict === null ? 'unknown' : VERDICT_THEMES[verdict]}>
            {profile ? words(profile.title) : id}
            {verdict === null ? null : `: ${t(`image.verdict.${verdict}`)}`}
          </Label>
        );
      })}
    </span>
  );
}
