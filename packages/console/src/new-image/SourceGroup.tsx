import { SegmentedRadioGroup, Text } from '@gravity-ui/uikit';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SOURCES, type SourceKind } from './draft.ts';

interface SourceGroupProps {
  readonly value: SourceKind;
  readonly onUpdate: (value: SourceKind) => void;
}

export function SourceGroup({ value, onUpdate }: SourceGroupProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="ingot-field">
      <Text id={id} color="secondary">
        {t('newImage.source')}
      </Text>
      <SegmentedRadioGroup<SourceKind> aria-labelledby={id} size="l" width="max" value={value} onUpdate={onUpdate}>
        {SOURCES.map((source) => (
          <SegmentedRadioGroup.Option key={source} value={source}>
            {t(`newImage.source.${source}`)}
          </SegmentedRadioGroup.Option>
        ))}
      </SegmentedRadioGroup>
    </div>
  );
}
