import { useToaster } from '@gravity-ui/uikit';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useSession } from '../session/session.ts';
import { isComplete, newDraft, type Draft, type SourceKind } from './draft.ts';
import { MoreFields } from './MoreFields.tsx';
import { useCreateImage } from './new-image-queries.ts';
import { SourceFields } from './SourceFields.tsx';
import { SourceGroup } from './SourceGroup.tsx';
import './messages.ts';

interface NewImageDialogProps {
  readonly source: SourceKind;
  readonly onClose: () => void;
}

/** Has an image made of a disk, a snapshot, another image, a file or what lies at an address. */
export function NewImageDialog({ source, onClose }: NewImageDialogProps): ReactNode {
  const { t } = useTranslation();
  const { project } = useSession();
  const create = useCreateImage({ projectId: project.id });
  const toaster = useToaster();
  const [draft, setDraft] = useState(() => newDraft(source));
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const done = ({ id, name }: { readonly id: string; readonly name: string }): void => {
    const title = draft.source === 'file' ? t('newImage.uploading', { name }) : t('newImage.done', { name });
    toaster.add({ name: `created-${id}`, title, theme: 'success' });
    onClose();
  };
  return (
    <FormDialog
      open
      size="m"
      title={t('newImage.title')}
      action={t('newImage.create')}
      isComplete={isComplete(draft)}
      isPending={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => create.mutate(draft, { onSuccess: done })}
    >
      <SourceGroup value={draft.source} onUpdate={(next) => change({ source: next })} />
      <SourceFields draft={draft} change={change} />
      <TextField label={t('newImage.name')} value={draft.name} onUpdate={(name) => change({ name })} />
      <MoreFields draft={draft} change={change} />
    </FormDialog>
  );
}
