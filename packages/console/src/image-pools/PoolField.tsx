import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { SelectField } from '../kit/form/SelectField.tsx';
import { usePools } from './use-pools.ts';
import './messages.ts';

interface PoolFieldProps {
  /** Id of the pool; null while none is chosen. */
  readonly value: string | null;
  readonly onUpdate: (id: string) => void;
  /** Ids of pools that cannot be taken, because there is a file already. */
  readonly taken?: readonly string[];
}

/** Where the file of a desktop image is to lie. */
export function PoolField({ value, onUpdate, taken }: PoolFieldProps): ReactNode {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { pools, isPending } = usePools();
  return (
    <SelectField
      label={t('pools.pool')}
      placeholder={t('pools.choose')}
      {...(!isPending && pools.length === 0 && { hint: t('pools.choose.none') })}
      isLoading={isPending}
      choices={pools.map(({ id, name, usage }) => ({
        value: id,
        text: name,
        note: bytes(usage.bytes),
        unavailable: taken?.includes(id) === true ? t('pools.taken') : undefined,
      }))}
      value={value}
      onUpdate={onUpdate}
    />
  );
}
