import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { knownLanguage } from '../i18n/i18n.ts';
import { SelectField } from '../kit/form/SelectField.tsx';
import { SwitchField } from '../kit/form/SwitchField.tsx';
import { diskProfilesQuery } from '../profiles/profile-queries.ts';
import './messages.ts';

/** By what a disk is judged before it is published. */
export interface ProfileDraft {
  /** Id of a profile; null for none. */
  readonly profile: string | null;
  /** Nothing is published that does not pass. */
  readonly mustPass: boolean;
}

interface ProfileFieldsProps extends ProfileDraft {
  readonly onUpdate: (part: Partial<ProfileDraft>) => void;
}

/** Stands in the list for none. */
const NONE = '';

export function ProfileFields({ profile, mustPass, onUpdate }: ProfileFieldsProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { data: profiles = [], isPending } = useQuery(diskProfilesQuery);
  const language = knownLanguage(i18n.language) ?? 'en';
  return (
    <>
      <SelectField
        label={t('publish.profile')}
        hint={t('publish.profile.hint')}
        isLoading={isPending}
        choices={[
          { value: NONE, text: t('publish.profile.none') },
          ...profiles.map(({ id, title }) => ({ value: id, text: title[language] })),
        ]}
        value={profile ?? NONE}
        onUpdate={(id) => onUpdate({ profile: id || null })}
      />
      <SwitchField
        label={t('publish.mustPass')}
        hint={t('publish.mustPass.hint')}
        value={mustPass && profile !== null}
        isDisabled={profile === null}
        onUpdate={(next) => onUpdate({ mustPass: next })}
      />
    </>
  );
}
