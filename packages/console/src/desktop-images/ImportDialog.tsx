import { Text, useToaster } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DESKTOP_TYPES } from '../flavors/flavor-queries.ts';
import { PoolField } from '../image-pools/PoolField.tsx';
import { ImageField } from '../images/ImageField.tsx';
import { imageQuery } from '../images/image-queries.ts';
import { RadioField } from '../kit/form/RadioField.tsx';
import { SelectField } from '../kit/form/SelectField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { MoreSettings } from '../kit/form/MoreSettings.tsx';
import { useSession } from '../session/session.ts';
import { ConfigurationFields } from './ConfigurationFields.tsx';
import { desktopImageQuery, publishingRulesQuery } from './desktop-image-queries.ts';
import { FileTypeField } from './FileTypeField.tsx';
import { bodyOf, EMPTY_IMPORT, OS_TYPES, type ImportDraft } from './import-draft.ts';
import { ParentImageField } from './ParentImageField.tsx';
import { ProfileFields } from './ProfileFields.tsx';
import { useImport } from './publication-queries.ts';
import { fileTypeOf, profileOf } from './publishing-rules.ts';
import './messages.ts';

/** Makes a desktop image of an image that is there. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { project } = useSession();
  const toaster = useToaster();
  const start = useImport();
  const [draft, setDraft] = useState(EMPTY_IMPORT);
  const change = (part: Partial<ImportDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const { data: table } = useQuery(publishingRulesQuery);
  const { data: image } = useQuery({ ...imageQuery(draft.image ?? ''), enabled: draft.image !== null });
  const { data: parent } = useQuery({ ...desktopImageQuery(draft.parent ?? ''), enabled: draft.parent !== null });
  const osType = draft.osType ?? OS_TYPES.find((known) => known === image?.['os_type']) ?? null;
  const subject = { imageType: draft.imageType, osType, parent: parent?.fileType ?? null };
  const rules = table?.rules ?? [];
  const fileType = fileTypeOf(rules, subject, draft.fileType);
  const body = bodyOf({ ...draft, osType }, fileType);
  const done = (): void => {
    const name = image?.name ?? t('desktopImages.unnamed');
    toaster.add({ name: 'import', title: t('desktopImages.import.started', { name }), theme: 'info' });
    onClose();
  };
  return (
    <FormDialog
      open
      title={t('desktopImages.import.title')}
      action={t('desktopImages.import')}
      isComplete={body !== null}
      isPending={start.isPending}
      error={start.error}
      onClose={onClose}
      onSubmit={() => {
        if (body !== null) start.mutate(body, { onSuccess: done });
      }}
    >
      <Text color="secondary">{t('desktopImages.import.text')}</Text>
      <ImageField
        label={t('desktopImages.import.image')}
        kind="disk"
        value={draft.image}
        onUpdate={(chosen) => change({ image: chosen })}
      />
      <SelectField
        label={t('desktopImages.imageType')}
        choices={DESKTOP_TYPES.map((value) => ({ value, text: value.toUpperCase() }))}
        value={draft.imageType}
        onUpdate={(imageType) => change({ imageType })}
      />
      <RadioField
        label={t('desktopImages.osType')}
        choices={OS_TYPES.map((value) => ({ value, text: t(`desktopImages.osType.${value}`) }))}
        value={osType}
        onUpdate={(chosen) => change({ osType: chosen })}
      />
      <FileTypeField
        rules={rules}
        subject={subject}
        value={fileType}
        onUpdate={(wanted) => change({ fileType: wanted })}
      />
      <PoolField value={draft.pool} onUpdate={(pool) => change({ pool })} />
      <ConfigurationFields
        value={draft.configuration}
        imageType={draft.imageType}
        project={image?.owner ?? project.id}
        onUpdate={(configuration) => change({ configuration })}
      />
      <MoreSettings>
        <ParentImageField
          label={t('desktopImages.parent')}
          value={draft.parent}
          onUpdate={(chosen) => change({ parent: chosen })}
        />
        <ProfileFields
          profile={profileOf(draft.profile, draft.imageType, table?.profiles)}
          mustPass={draft.mustPass}
          onUpdate={change}
        />
      </MoreSettings>
    </FormDialog>
  );
}
