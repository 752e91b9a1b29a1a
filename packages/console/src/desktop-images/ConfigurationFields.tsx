import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { flavorsQuery } from '../flavors/flavor-queries.ts';
import { RadioField } from '../kit/form/RadioField.tsx';
import { SelectField } from '../kit/form/SelectField.tsx';
import type { Configuration, DesktopImage } from './desktop-image-queries.ts';
import './messages.ts';

interface ConfigurationFieldsProps {
  readonly value: Configuration;
  /** What desktops it is for; null while nobody has said it. */
  readonly imageType: DesktopImage['imageType'] | null;
  /** Id of the project that it belongs to. */
  readonly project: string;
  readonly onUpdate: (value: Configuration) => void;
}

/** Stands in the list for the default of the system. */
const SYSTEM_DEFAULT = '';

/** For which endpoints a desktop image is. */
export function ConfigurationFields({ value, imageType, project, onUpdate }: ConfigurationFieldsProps): ReactNode {
  const { t } = useTranslation();
  const { data: flavors = [], isPending } = useQuery(flavorsQuery({ desktopType: imageType ?? undefined }, project));
  return (
    <>
      <RadioField
        label={t('configuration')}
        choices={[
          { value: 'dedicated', text: t('configuration.dedicated'), note: t('configuration.dedicated.note') },
          { value: 'general', text: t('configuration.general'), note: t('configuration.general.note') },
        ]}
        value={value.kind}
        onUpdate={(kind) => onUpdate({ kind })}
      />
      {value.kind === 'dedicated' ? (
        <SelectField
          label={t('configuration.flavor')}
          isLoading={isPending}
          choices={[
            { value: SYSTEM_DEFAULT, text: t('configuration.default') },
            ...flavors.map(({ name, model }) => ({ value: name, text: name, note: model ?? undefined })),
          ]}
          value={value.flavor ?? SYSTEM_DEFAULT}
          onUpdate={(flavor) => onUpdate({ kind: 'dedicated', flavor: flavor === SYSTEM_DEFAULT ? null : flavor })}
        />
      ) : null}
    </>
  );
}
