import type { Image } from '@ingot/client';
import { Button } from '@gravity-ui/uikit';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../api/ErrorView.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { imageQuery, propertyOf } from '../../images/image-queries.ts';
import { SelectField } from '../../kit/form/SelectField.tsx';
import { useImageRights } from '../image-rights.ts';
import { comparableQuery, useCompare } from './compare-queries.ts';
import { ComparisonView } from './ComparisonView.tsx';
import '../messages.ts';

/** What is different between an image and another one: mostly the version before. */
export function CompareTab(): ReactNode {
  const { id } = useParams({ from: '/signed-in/images/$id' });
  const { diff } = useSearch({ from: '/signed-in/images/$id/compare' });
  const { data: image } = useSuspenseQuery(imageQuery(id));
  return (
    <div className="ingot-page">
      <Choice image={image} />
      {diff === undefined ? null : <ComparisonView key={diff} image={id} id={diff} />}
    </div>
  );
}

function Choice({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const why = useImageRights(image)('download');
  const compare = useCompare(image.id);
  const [before, setBefore] = useState<string | null>(null);
  const { data: others = [], isPending } = useQuery(comparableQuery(image));
  const family = propertyOf(image, 'family');
  const previous = others.find((other) => family !== null && propertyOf(other, 'family') === family);
  const chosen = before ?? previous?.id ?? null;
  const show = ({ id: diff }: { readonly id: string }): void =>
    void navigate({ to: '/images/$id/compare', params: { id: image.id }, search: { diff } });
  return (
    <form
      className="ingot-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) compare.mutate(chosen, { onSuccess: show });
      }}
    >
      <SelectField
        label={t('image.compare.with')}
        hint={t('image.compare.hint')}
        placeholder={t('image.compare.choose')}
        isLoading={isPending}
        choices={others.map((other) => ({
          value: other.id,
          text: other.name ?? t('images.unnamed'),
          note: formats.time(other.created_at),
        }))}
        value={chosen}
        onUpdate={setBefore}
      />
      {compare.error ? <ErrorView error={compare.error} /> : null}
      <div>
        <Button
          type="submit"
          view="action"
          size="l"
          disabled={chosen === null || why !== null}
          title={why ?? ''}
          loading={compare.isPending}
        >
          {t('image.compare.start')}
        </Button>
      </div>
    </form>
  );
}
