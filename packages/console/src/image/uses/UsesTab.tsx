import { Alert, Label, Skeleton, Text } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../api/ErrorView.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { Part } from '../../kit/Part.tsx';
import { ImageLink } from '../ImageLink.tsx';
import { imageUsesQuery, type ImageUses } from '../uses-query.ts';
import '../messages.ts';

/** What stands on an image, what keeps it from being deleted, and what deleting it would free. */
export function UsesTab(): ReactNode {
  const { id } = useParams({ from: '/signed-in/images/$id' });
  const { data: uses, error, refetch } = useQuery(imageUsesQuery(id));
  if (error) return <ErrorView error={error} retry={() => void refetch()} />;
  if (uses === undefined) return <Skeleton className="ingot-lines" />;
  return <Uses uses={uses} />;
}

function Uses({ uses }: { readonly uses: ImageUses }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { pins, replacementOf, dependants, dependantsElsewhere, freedBytes, measuredAt } = uses;
  const isEmpty = pins.length + replacementOf.length + dependants.length + dependantsElsewhere === 0;
  const freed = freedBytes === null ? null : formats.bytes(freedBytes);
  return (
    <div className="ingot-page">
      <Alert
        theme={uses.blocksDelete ? 'warning' : 'info'}
        title={t(uses.blocksDelete ? 'image.uses.blocked' : 'image.uses.free')}
        message={
          freed === null
            ? t('image.uses.notMeasured')
            : t('image.uses.frees', { bytes: freed, time: measuredAt === null ? '' : formats.time(measuredAt) })
        }
      />
      {isEmpty ? <EmptyState title={t('image.uses.none.title')} text={t('image.uses.none.text')} /> : null}
      {dependants.length === 0 ? null : (
        <Part title={t('image.uses.dependants')}>
          <ul className="ingot-list">
            {dependants.map(({ kind, id, name }) => (
              <li key={id}>
                <Label>{t(`image.uses.${kind}`)}</Label> {name === null || name === '' ? <code>{id}</code> : name}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {dependantsElsewhere === 0 ? null : (
        <Text color="secondary">{t('image.uses.elsewhere', { count: dependantsElsewhere })}</Text>
      )}
      {pins.length === 0 ? null : (
        <Part title={t('image.uses.pins')}>
          <ul className="ingot-list">
            {pins.map(({ family }) => (
              <li key={family}>{family}</li>
            ))}
          </ul>
        </Part>
      )}
      {replacementOf.length === 0 ? null : (
        <Part title={t('image.uses.replacementOf')}>
          <ul className="ingot-list">
            {replacementOf.map((id) => (
              <li key={id}>
                <ImageLink id={id} />
              </li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  );
}
