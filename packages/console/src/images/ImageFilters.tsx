import { Button } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchField } from '../kit/SearchField.tsx';
import { SteadySelect } from '../kit/form/SteadySelect.tsx';
import { IMAGE_FORMATS, IMAGE_STATUSES, hasFilters, ORDERS, OWNERS, type ImagesSearch } from './images-search.ts';
import { VISIBILITIES } from './visibilities.ts';

/** Stands in a list for no filter. */
const ANY = 'any';

interface ImageFiltersProps {
  readonly search: ImagesSearch;
  readonly narrow: (search: ImagesSearch) => void;
}

export function ImageFilters({ search, narrow }: ImageFiltersProps): ReactNode {
  const { t } = useTranslation();
  const { whose, status, visibility, format, family, order } = search;
  return (
    <search className="ingot-row">
      <SearchField
        label={t('images.search')}
        value={search.text ?? ''}
        onUpdate={(text) => narrow({ ...search, text: text || undefined })}
      />
      <Choice
        label={t('images.filter.whose')}
        values={OWNERS}
        value={whose}
        any={t('images.filter.whose.any')}
        textOf={(value) => t(`images.filter.whose.${value}`)}
        onUpdate={(next) => narrow({ ...search, whose: next })}
      />
      <Choice
        label={t('images.filter.status')}
        values={IMAGE_STATUSES}
        value={status}
        any={t('images.filter.status.any')}
        textOf={(value) => t(`image.status.${value}`)}
        onUpdate={(next) => narrow({ ...search, status: next })}
      />
      <Choice
        label={t('images.filter.visibility')}
        values={VISIBILITIES}
        value={visibility}
        any={t('images.filter.visibility.any')}
        textOf={(value) => t(`image.visibility.${value}`)}
        onUpdate={(next) => narrow({ ...search, visibility: next })}
      />
      <Choice
        label={t('images.filter.format')}
        values={IMAGE_FORMATS}
        value={format}
        any={t('images.filter.format.any')}
        textOf={(value) => value.toUpperCase()}
        onUpdate={(next) => narrow({ ...search, format: next })}
      />
      <Choice
        label={t('images.order')}
        values={ORDERS}
        value={order ?? 'created'}
        textOf={(value) => t(`images.order.${value}`)}
        onUpdate={(next) => narrow({ ...search, order: next === 'created' ? undefined : next })}
      />
      {family === undefined ? null : (
        <Button view="flat" onClick={() => narrow({ ...search, family: undefined })}>
          {t('images.family', { family })} ×
        </Button>
      )}
      {hasFilters(search) ? (
        <Button view="flat" onClick={() => narrow({ order })}>
          {t('images.nothing.reset')}
        </Button>
      ) : null}
    </search>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value | undefined;
  /** What stands for no filter, where there may be none. */
  readonly any?: string;
  readonly textOf: (value: Value) => string;
  readonly onUpdate: (value: Value | undefined) => void;
}

function Choice<Value extends string>({ label, values, value, any, textOf, onUpdate }: ChoiceProps<Value>): ReactNode {
  const all = values.map((one) => ({ value: one as string, content: textOf(one) }));
  return (
    <SteadySelect
      label={label}
      aria-label={label}
      value={[value ?? ANY]}
      options={any === undefined ? all : [{ value: ANY, content: any }, ...all]}
      onUpdate={([next]) => onUpdate(values.find((known) => known === next))}
    />
  );
}
