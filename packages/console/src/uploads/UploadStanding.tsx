import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { useSaid } from '../i18n/use-said.ts';
import { useSession } from '../session/session.ts';
import type { Progress, Upload } from './upload.ts';

/** How an upload stands, in one sentence. */
export function UploadStanding({ upload }: { readonly upload: Upload }): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const { project, projects } = useSession();
  const { state, file, projectId } = upload;
  if (projectId !== project.id && state.kind !== 'finished') {
    const name = projects.find(({ id }) => id === projectId)?.name ?? projectId;
    return t('uploads.otherProject', { name });
  }
  switch (state.kind) {
    case 'running':
      return <Going progress={state.progress} size={file.size} />;
    case 'failed':
      return state.reason === 'refused' || state.reason === 'broken'
        ? said(state.message)
        : t(`uploads.failed.${state.reason}`, { file: file.name });
    case 'without-file':
      return t('uploads.without-file', { file: file.name });
    case 'paused':
    case 'elsewhere':
    case 'finished':
      return t(`uploads.${state.kind}`);
  }
}

function Going({ progress, size }: { readonly progress: Progress | null; readonly size: number }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!progress) return t('uploads.beginning');
  const { done, speed, left } = progress;
  const parts: string[] = [t('uploads.progress', { done: formats.bytes(done), size: formats.bytes(size) })];
  if (speed !== null) parts.push(t('uploads.speed', { speed: formats.bytes(speed) }));
  if (left !== null) parts.push(t('uploads.left', { time: timeOf(left, t) }));
  return parts.join(' · ');
}

/** @param left seconds. */
function timeOf(left: number, t: ReturnType<typeof useTranslation>['t']): string {
  if (left < 60) return t('uploads.seconds', { count: Math.max(1, Math.round(left)) });
  if (left < 3600) return t('uploads.minutes', { count: Math.round(left / 60) });
  return t('uploads.hours', { hours: Math.floor(left / 3600), minutes: Math.round((left % 3600) / 60) });
}
