import { useTranslation } from 'react-i18next';
import type { Flavor } from '../flavors/flavor-queries.ts';
import { useFormats } from '../format/use-formats.ts';
import type { Choice } from '../kit/form/choice.ts';

/** Flavors by what tells them apart. */
export function useFlavorChoices(flavors: readonly Flavor[]): readonly Choice<string>[] {
  const { t } = useTranslation();
  const { bytes, number } = useFormats();
  return flavors.map(({ id, name, vcpus, memoryMib }) => ({
    value: id,
    text: name,
    note: t('machines.flavor.note', { vcpus: number(vcpus), memory: bytes(memoryMib * 2 ** 20) }),
  }));
}
