import { Label, Progress } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { WORK_THEMES } from '../kit/work-themes.ts';
import type { Operation } from './operation-queries.ts';

/** The status of an operation, and how far it has come where that is known. */
export function OperationStatus({ operation: { status, progress } }: { readonly operation: Operation }): ReactNode {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const label = <Label theme={WORK_THEMES[status]}>{t(`operation.status.${status}`)}</Label>;
  if (progress === null || progress.total === 0) return label;
  if (progress.total === null) {
    return (
      <span className="ingot-row">
        {label}
        {bytes(progress.done)}
      </span>
    );
  }
  const percent = Math.min(100, Math.floor((progress.done / progress.total) * 100));
  return (
    <span className="ingot-row">
      {label}
      <span className="ingot-operation__progress">
        <Progress size="xs" value={percent} aria-label={t(`operation.status.${status}`)} />
      </span>
      {percent} %
    </span>
  );
}
