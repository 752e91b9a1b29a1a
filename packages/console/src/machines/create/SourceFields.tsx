import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ParentImageField } from '../../desktop-images/ParentImageField.tsx';
import { ImageField } from '../../images/ImageField.tsx';
import { SelectField } from '../../kit/form/SelectField.tsx';
import { TextField } from '../../kit/form/TextField.tsx';
import { SnapshotField } from '../../volumes/SnapshotField.tsx';
import { VolumeField } from '../../volumes/VolumeField.tsx';
import { SOURCES, type MachineDraft } from './machine-draft.ts';

interface SourceFieldsProps {
  readonly draft: MachineDraft;
  readonly change: (part: Partial<MachineDraft>) => void;
}

/** What the system disk of a new machine is made of. */
export function SourceFields({ draft, change }: SourceFieldsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="ingot-columns">
      <SelectField
        label={t('machines.source')}
        choices={SOURCES.map((value) => ({ value, text: t(`machines.source.${value}`) }))}
        value={draft.source}
        onUpdate={(source) => change({ source, of: null })}
      />
      <SourceField draft={draft} change={change} />
    </div>
  );
}

function SourceField({ draft: { source, of }, change }: SourceFieldsProps): ReactNode {
  const { t } = useTranslation();
  const label = t(`machines.source.${source}`);
  const field = { label, value: of, onUpdate: (value: string) => change({ of: value }) };
  switch (source) {
    case 'image':
      return <ImageField {...field} kind="disk" />;
    case 'iso':
      return <ImageField {...field} hint={t('machines.source.iso.hint')} kind="iso" />;
    case 'parent':
      return <ParentImageField {...field} />;
    case 'family':
      return (
        <TextField label={label} hint={t('machines.source.family.hint')} value={of ?? ''} onUpdate={field.onUpdate} />
      );
    case 'snapshot':
      return <SnapshotField {...field} />;
    case 'volume':
    case 'existing':
      return <VolumeField {...field} hint={t(`machines.source.${source}.hint`)} />;
  }
}
