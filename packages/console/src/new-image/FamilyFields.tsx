import { TextInput } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../kit/form/Field.tsx';
import { SwitchField } from '../kit/form/SwitchField.tsx';
import { useKept } from '../kit/form/use-kept.ts';
import type { FamilyDraft } from './family-draft.ts';
import { familyNamesQuery } from './new-image-queries.ts';
import './messages.ts';

interface FamilyFieldsProps {
  readonly draft: FamilyDraft;
  readonly change: (part: Partial<FamilyDraft>) => void;
  /** Whose families there are to choose from; one's own, unless given. */
  readonly project?: string;
}

/** A family that there is, or a new one, and whether the image is its latest at once. */
export function FamilyFields({ draft, change, project }: FamilyFieldsProps): ReactNode {
  const { t } = useTranslation();
  const { data: names = [], isPending } = useQuery(familyNamesQuery(project));
  // The browser shows them below the field; when that is open nobody tells.
  const [isFocused, setIsFocused] = useState(false);
  const offered = useKept(names, { isOpen: isFocused, isLoading: isPending });
  const list = useId();
  const family = draft.family.trim();
  const isNew = family !== '' && !names.includes(family);
  return (
    <>
      <Field label={t('newImage.family')} hint={isNew ? t('newImage.family.new') : t('newImage.family.hint')}>
        {(ids) => (
          <TextInput
            id={ids.control}
            size="l"
            value={draft.family}
            onUpdate={(next) => change({ family: next })}
            onFocus={() => setIsFocused(true)}
            onBlur={() => setIsFocused(false)}
            controlProps={{ 'aria-describedby': ids.hint, list }}
          />
        )}
      </Field>
      <datalist id={list}>
        {offered.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      {family === '' ? null : (
        <SwitchField
          label={t('newImage.held')}
          hint={t('newImage.held.hint')}
          value={draft.isHeld}
          onUpdate={(isHeld) => change({ isHeld })}
        />
      )}
    </>
  );
}
