import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../kit/form/SelectField.tsx';
import { SwitchField } from '../kit/form/SwitchField.tsx';
import { FORMATS } from './detect-format.ts';
import type { DraftProps } from './draft.ts';

/** What the bytes are, and what is to become of them. */
export function FormatField({ draft, change }: DraftProps): ReactNode {
  const { t } = useTranslation();
  const format = draft.format ?? 'raw';
  return (
    <>
      <SelectField
        label={t('newImage.format')}
        hint={draft.source === 'file' ? t('newImage.format.detected') : t('newImage.format.hint')}
        choices={FORMATS.map((value) => ({ value, text: value.toUpperCase() }))}
        value={format}
        onUpdate={(next) => change({ format: next })}
      />
      {format === 'raw' || format === 'iso' ? null : (
        <SwitchField
          label={t('newImage.convert')}
          hint={t('newImage.convert.hint')}
          value={draft.isConverted}
          onUpdate={(isConverted) => change({ isConverted })}
        />
      )}
    </>
  );
}
