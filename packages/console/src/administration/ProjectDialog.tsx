import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SwitchField } from '../kit/form/SwitchField.tsx';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useSession } from '../session/session.ts';
import { useSaveProject, type Project } from './identity-queries.ts';

interface ProjectDialogProps {
  /** Null to create one. */
  readonly project: Project | null;
  readonly onClose: () => void;
}

export function ProjectDialog({ project, onClose }: ProjectDialogProps): ReactNode {
  const { t } = useTranslation();
  const session = useSession();
  const save = useSaveProject(project?.id ?? null);
  const [name, setName] = useState(project?.name ?? '');
  const [description, setDescription] = useState(project?.description ?? '');
  const [enabled, setEnabled] = useState(project?.enabled ?? true);
  const isOwn = project?.id === session.project.id;
  return (
    <FormDialog
      open
      title={project === null ? t('project.create.title') : t('project.edit.title', { name: project.name })}
      action={project === null ? t('administration.create') : t('administration.save')}
      isComplete={name.trim() !== ''}
      isPending={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => save.mutate({ name: name.trim(), description, enabled }, { onSuccess: onClose })}
    >
      <TextField label={t('administration.name')} value={name} onUpdate={setName} />
      <TextField label={t('administration.description')} value={description} onUpdate={setDescription} lines={2} />
      <SwitchField
        label={t('administration.enabled')}
        hint={isOwn ? t('project.own') : t('project.enabled.hint')}
        value={enabled}
        onUpdate={setEnabled}
        isDisabled={isOwn}
      />
    </FormDialog>
  );
}
