import { CirclePause, CirclePlay, Xmark } from '@gravity-ui/icons';
import { Button, Icon, Text } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useSession } from '../session/session.ts';
import { FileButton } from './FileButton.tsx';
import type { Upload } from './upload.ts';
import { UploadStanding } from './UploadStanding.tsx';
import { cancelUpload, dismissUpload, pauseUpload, resumeUpload, resumeWith } from './uploads.ts';

export function UploadRow({ upload }: { readonly upload: Upload }): ReactNode {
  const { imageId, name, file, state } = upload;
  const done = state.kind === 'running' ? (state.progress?.done ?? 0) : 0;
  return (
    <li className="ingot-stack ingot-stack_close">
      <div className="ingot-row ingot-row_spread ingot-row_whole">
        <Link to="/images/$id" params={{ id: imageId }} className="ingot-link ingot-cut" title={name}>
          {name}
        </Link>
        <span className="ingot-row ingot-row_whole">
          <Controls upload={upload} />
        </span>
      </div>
      {state.kind === 'running' ? <Bar name={name} share={file.size === 0 ? 1 : done / file.size} /> : null}
      <Text color="secondary" variant="body-1" aria-live="polite">
        <UploadStanding upload={upload} />
      </Text>
      <FileAgain upload={upload} />
    </li>
  );
}

function Bar({ name, share }: { readonly name: string; readonly share: number }): ReactNode {
  return <progress className="ingot-progress" aria-label={name} value={share} max={1} />;
}

function Controls({ upload }: { readonly upload: Upload }): ReactNode {
  const { t } = useTranslation();
  const { imageId, name, state, hasHandle, projectId } = upload;
  const [isAsked, setIsAsked] = useState(false);
  const cancel = useMutation({ mutationFn: () => cancelUpload(imageId) });
  const { project } = useSession();
  const canResume =
    projectId === project.id &&
    (state.kind === 'paused' ||
      state.kind === 'elsewhere' ||
      (state.kind === 'failed' && state.reason !== 'other-file') ||
      (state.kind === 'without-file' && hasHandle));
  return (
    <>
      {state.kind === 'running' ? (
        <Tool label={t('uploads.pause', { name })} icon={CirclePause} onClick={() => pauseUpload(imageId)} />
      ) : null}
      {canResume ? (
        <Tool label={t('uploads.resume', { name })} icon={CirclePlay} onClick={() => void resumeUpload(imageId)} />
      ) : null}
      {state.kind === 'finished' ? (
        <Tool label={t('uploads.dismiss', { name })} icon={Xmark} onClick={() => void dismissUpload(imageId)} />
      ) : (
        <Tool label={t('uploads.cancel', { name })} icon={Xmark} onClick={() => setIsAsked(true)} />
      )}
      <ConfirmDialog
        open={isAsked}
        title={t('uploads.cancel.title', { name })}
        text={t('uploads.cancel.text')}
        action={t('uploads.cancel.action')}
        isDangerous
        isPending={cancel.isPending}
        error={cancel.error}
        onClose={() => setIsAsked(false)}
        onConfirm={() => cancel.mutate()}
      />
    </>
  );
}

interface ToolProps {
  readonly label: string;
  readonly icon: typeof Xmark;
  readonly onClick: () => void;
}

function Tool({ label, icon, onClick }: ToolProps): ReactNode {
  return (
    <Button view="flat" size="s" aria-label={label} title={label} onClick={onClick}>
      <Icon data={icon} />
    </Button>
  );
}

/** Where a file has to be chosen before it can go on. */
function FileAgain({ upload: { imageId, state } }: { readonly upload: Upload }): ReactNode {
  const { t } = useTranslation();
  const isNeeded =
    state.kind === 'without-file' ||
    (state.kind === 'failed' && (state.reason === 'other-file' || state.reason === 'unreadable'));
  if (!isNeeded) return null;
  return <FileButton text={t('uploads.chooseAgain')} onChoose={(chosen) => void resumeWith(imageId, chosen)} />;
}
