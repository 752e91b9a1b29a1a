import { Alert, useToaster } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfigurationFields } from '../../desktop-images/ConfigurationFields.tsx';
import { desktopImageQuery, publishingRulesQuery } from '../../desktop-images/desktop-image-queries.ts';
import { FileTypeField } from '../../desktop-images/FileTypeField.tsx';
import { ProfileFields } from '../../desktop-images/ProfileFields.tsx';
import { usePublish } from '../../desktop-images/publication-queries.ts';
import { fileTypeOf, profileOf } from '../../desktop-images/publishing-rules.ts';
import { PoolField } from '../../image-pools/PoolField.tsx';
import { RadioField } from '../../kit/form/RadioField.tsx';
import { SelectField } from '../../kit/form/SelectField.tsx';
import { SwitchField } from '../../kit/form/SwitchField.tsx';
import { TextField } from '../../kit/form/TextField.tsx';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { MoreSettings } from '../../kit/form/MoreSettings.tsx';
import { FamilyFields } from '../../new-image/FamilyFields.tsx';
import { IMAGE_TYPES, OS_TYPES, type Machine } from '../machine-queries.ts';
import { bodyOf, draftOf, type PublishDraft } from './publish-draft.ts';
import '../messages.ts';

interface PublishDialogProps {
  readonly machine: Machine;
  /** A clone leaves the machine; a conversion consumes it. */
  readonly kind: 'clone' | 'convert';
  readonly onClose: () => void;
}

/** Publishes what an image source VM holds as a desktop image. */
export function PublishDialog({ machine, kind, onClose }: PublishDialogProps): ReactNode {
  const { t } = useTranslation();
  const toaster = useToaster();
  const publish = usePublish();
  const { data: table } = useQuery(publishingRulesQuery);
  const rules = table?.rules ?? [];
  const { parentImageId } = machine;
  const { data: parent } = useQuery({
    ...desktopImageQuery(parentImageId ?? ''),
    enabled: parentImageId !== null,
  });
  const [draft, setDraft] = useState(() => draftOf(machine));
  const change = (part: Partial<PublishDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const subject = { imageType: draft.imageType, osType: draft.osType, parent: parent?.fileType ?? null };
  const fileType = fileTypeOf(rules, subject, draft.fileType);
  const body = bodyOf(draft, kind, fileType);
  const isClone = kind === 'clone';
  const done = (): void => {
    toaster.add({ name: `publish-${machine.id}`, title: t('publish.started', { name: draft.name }), theme: 'info' });
    onClose();
  };
  return (
    <FormDialog
      open
      title={isClone ? t('publish.clone.title', machine) : t('publish.convert.title', machine)}
      action={t('publish.ok')}
      isComplete={body !== null}
      isPending={publish.isPending}
      error={publish.error}
      onClose={onClose}
      onSubmit={() => {
        if (body !== null) publish.mutate({ machine: machine.id, kind, body }, { onSuccess: done });
      }}
    >
      {isClone ? null : <Alert theme="warning" message={t('publish.convert.warning', machine)} />}
      <TextField label={t('publish.name')} value={draft.name} onUpdate={(name) => change({ name })} />
      {machine.imageType === null ? (
        <SelectField
          label={t('machines.imageType')}
          choices={IMAGE_TYPES.map((value) => ({ value, text: value.toUpperCase() }))}
          value={draft.imageType}
          onUpdate={(imageType) => change({ imageType })}
        />
      ) : null}
      {machine.osType === null ? (
        <RadioField
          label={t('machines.osType')}
          choices={OS_TYPES.map((value) => ({ value, text: t(`machines.osType.${value}`) }))}
          value={draft.osType}
          onUpdate={(osType) => change({ osType })}
        />
      ) : null}
      <FileTypeField
        rules={rules}
        subject={subject}
        value={fileType}
        onUpdate={(wanted) => change({ fileType: wanted })}
      />
      <PoolField value={draft.poolId} onUpdate={(poolId) => change({ poolId })} />
      <ConfigurationFields
        value={draft.configuration}
        imageType={draft.imageType}
        project={machine.projectId}
        onUpdate={(configuration) => change({ configuration })}
      />
      {isClone ? (
        <>
          <SwitchField
            label={t('publish.snapshot')}
            hint={t('publish.snapshot.warning')}
            value={draft.takesSnapshot}
            onUpdate={(takesSnapshot) => change({ takesSnapshot })}
          />
          <TextField
            label={t('publish.snapshotName')}
            value={draft.snapshot}
            isDisabled={!draft.takesSnapshot}
            onUpdate={(snapshot) => change({ snapshot })}
          />
        </>
      ) : null}
      <MoreSettings>
        <FamilyFields draft={draft} change={change} project={machine.projectId} />
        <ProfileFields
          profile={profileOf(draft.profile, draft.imageType, table?.profiles)}
          mustPass={draft.mustPass}
          onUpdate={change}
        />
      </MoreSettings>
    </FormDialog>
  );
}
