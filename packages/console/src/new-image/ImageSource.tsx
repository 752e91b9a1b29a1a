import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { Field } from '../kit/form/Field.tsx';
import { SteadySelect } from '../kit/form/SteadySelect.tsx';
import { sourceImagesQuery } from './new-image-queries.ts';
import type { DraftProps } from './draft.ts';

/** Of images there may be very many, so the service looks for those that somebody means. */
export function ImageSource({ draft, change }: DraftProps): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const [text, setText] = useState('');
  const question = useDeferredValue(text);
  const { data: images = [], isFetching } = useQuery(sourceImagesQuery(question));
  return (
    <Field label={t('newImage.image')} hint={t('newImage.image.hint')}>
      {(ids) => (
        <SteadySelect
          id={ids.control}
          {...(ids.hint !== undefined && { 'aria-describedby': ids.hint })}
          size="l"
          width="max"
          value={draft.image === null ? [] : [draft.image]}
          placeholder={t('newImage.choose')}
          loading={isFetching}
          filterable
          filter={text}
          question={question}
          onFilterChange={setText}
          filterOption={() => true}
          options={images.map(({ id, name, size }) => ({
            value: id,
            content: [name ?? id, size === null ? '' : formats.bytes(size)].filter(Boolean).join(' · '),
          }))}
          onUpdate={([image]) => change({ image: image ?? null })}
        />
      )}
    </Field>
  );
}
