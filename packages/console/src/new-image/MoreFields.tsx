import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { knownLanguage } from '../i18n/i18n.ts';
import { NumberField } from '../kit/form/NumberField.tsx';
import { SelectField } from '../kit/form/SelectField.tsx';
import { SwitchField } from '../kit/form/SwitchField.tsx';
import { TextField } from '../kit/form/TextField.tsx';
import { MoreSettings } from '../kit/form/MoreSettings.tsx';
import { VISIBILITIES } from '../images/visibilities.ts';
import { useSession } from '../session/session.ts';
import { FamilyFields } from './FamilyFields.tsx';
import { diskProfilesQuery } from '../profiles/profile-queries.ts';
import { quotasQuery } from '../quotas/quota-queries.ts';
import { SYSTEM_TYPES, type DraftProps } from './draft.ts';

/** What can be said of every image, and need not be. */
export function MoreFields({ draft, change }: DraftProps): ReactNode {
  const { t } = useTranslation();
  const { roles } = useSession();
  return (
    <MoreSettings>
      <TextField
        label={t('newImage.description')}
        value={draft.description}
        onUpdate={(description) => change({ description })}
      />
      <FamilyFields draft={draft} change={change} />
      <SelectField
        label={t('newImage.visibility')}
        hint={t(`newImage.visibility.${draft.visibility}`)}
        choices={VISIBILITIES.map((value) => ({
          value,
          text: t(`image.visibility.${value}`),
          unavailable: value === 'public' && !roles.includes('admin') ? t('newImage.visibility.noPublic') : undefined,
        }))}
        value={draft.visibility}
        onUpdate={(visibility) => change({ visibility })}
      />
      <Optimized draft={draft} change={change} />
      <Checks draft={draft} change={change} />
      <div className="ingot-columns">
        <NumberField
          label={t('newImage.minDisk')}
          unit={t('unit.gib')}
          min={0}
          value={draft.minDisk}
          onUpdate={(minDisk) => change({ minDisk })}
        />
        <NumberField
          label={t('newImage.minRam')}
          unit={t('unit.mib')}
          min={0}
          value={draft.minRam}
          onUpdate={(minRam) => change({ minRam })}
        />
      </div>
      <System draft={draft} change={change} />
      <TextField
        label={t('newImage.tags')}
        hint={t('newImage.tags.hint')}
        value={draft.tags}
        onUpdate={(tags) => change({ tags })}
      />
    </MoreSettings>
  );
}

function Optimized({ draft, change }: DraftProps): ReactNode {
  const { t } = useTranslation();
  const { project } = useSession();
  const { data: quotas } = useQuery(quotasQuery(project.id));
  const quota = quotas?.optimizedImages;
  const isFull = quota !== undefined && quota.limit >= 0 && quota.usage >= quota.limit;
  const hint =
    quota === undefined || quota.limit < 0
      ? t('newImage.optimized.hint')
      : t(isFull ? 'newImage.optimized.full' : 'newImage.optimized.quota', { used: quota.usage, limit: quota.limit });
  return (
    <SwitchField
      label={t('newImage.optimized')}
      hint={hint}
      value={draft.isOptimized}
      isDisabled={isFull}
      onUpdate={(isOptimized) => change({ isOptimized })}
    />
  );
}

function Checks({ draft, change }: DraftProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { data: profiles = [], isPending } = useQuery(diskProfilesQuery);
  const language = knownLanguage(i18n.language) ?? 'en';
  // What comes by itself is checked by what the project asks for: nobody waits here until it is there.
  if (draft.source === 'disk' || draft.source === 'url') return null;
  return (
    <SelectField
      label={t('newImage.checks')}
      hint={t('newImage.checks.hint')}
      isLoading={isPending}
      choices={[
        { value: '', text: t('newImage.checks.none') },
        ...profiles.map(({ id, title }) => ({ value: id, text: title[language] })),
      ]}
      value={draft.profile ?? ''}
      onUpdate={(profile) => change({ profile: profile || null })}
    />
  );
}

function System({ draft, change }: DraftProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <div className="ingot-columns">
        <SelectField
          label={t('newImage.systemType')}
          choices={[
            { value: '', text: t('newImage.systemType.unknown') },
            ...SYSTEM_TYPES.map((value) => ({ value, text: t(`newImage.systemType.${value}`) })),
          ]}
          value={draft.systemType ?? ''}
          onUpdate={(value) => change({ systemType: SYSTEM_TYPES.find((known) => known === value) ?? null })}
        />
        <TextField
          label={t('newImage.distribution')}
          placeholder="debian"
          value={draft.distribution}
          onUpdate={(distribution) => change({ distribution })}
        />
        <TextField
          label={t('newImage.version')}
          placeholder="13"
          value={draft.version}
          onUpdate={(version) => change({ version })}
        />
      </div>
      <SwitchField
        label={t('newImage.agent')}
        hint={t('newImage.agent.hint')}
        value={draft.hasAgent}
        onUpdate={(hasAgent) => change({ hasAgent })}
      />
    </>
  );
}
