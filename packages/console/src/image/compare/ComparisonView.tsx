import { Alert, Button, Skeleton, Text } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../api/ErrorView.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useSaid } from '../../i18n/use-said.ts';
import { Part } from '../../kit/Part.tsx';
import { Working } from '../../kit/Working.tsx';
import { ImageLink } from '../ImageLink.tsx';
import { comparisonQuery, useCancelComparison, type Found } from './compare-queries.ts';
import { FactChanges } from './FactChanges.tsx';
import { FileChanges } from './FileChanges.tsx';
import { SystemChangesView } from './SystemChangesView.tsx';

interface ComparisonViewProps {
  /** Whose page this is. */
  readonly image: string;
  readonly id: string;
}

/** One comparison: how far it is, and what came of it. */
export function ComparisonView({ image, id }: ComparisonViewProps): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const { data: comparison, error } = useQuery(comparisonQuery(image, id));
  const cancel = useCancelComparison(image);
  if (error) return <ErrorView error={error} />;
  if (comparison === undefined) return <Skeleton className="ingot-lines" />;
  const { before, after, status, found, failure } = comparison;
  return (
    <section className="ingot-page" aria-label={t('image.compare.result')}>
      <Text variant="body-2">
        <ImageLink id={before} /> → <ImageLink id={after} />
      </Text>
      {status === 'waiting' || status === 'running' ? (
        <Working
          text={t(comparison.cancelRequested ? 'work.cancelling' : `work.${status}`)}
          actions={
            <Button
              size="s"
              disabled={comparison.cancelRequested}
              loading={cancel.isPending}
              onClick={() => cancel.mutate(id)}
            >
              {t('dialog.cancel')}
            </Button>
          }
        />
      ) : null}
      {status === 'cancelled' ? <Alert theme="warning" message={t('work.cancelled')} /> : null}
      {status === 'failed' ? (
        <Alert theme="danger" title={t('work.failed')} message={failure && said(failure)} />
      ) : null}
      {found === null ? null : <Differences found={found} />}
    </section>
  );
}

function Differences({ found }: { readonly found: Found }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { changed, unknown, facts, systems, parts } = found;
  return (
    <>
      <Part title={t('image.compare.bytes')}>
        <Text>
          {changed.all === 0
            ? t('image.compare.same')
            : t('image.compare.changed', { bytes: formats.bytes(changed.all), unit: formats.bytes(changed.unit) })}
        </Text>
        {unknown === null ? null : <Alert theme="warning" title={t('image.compare.unknown')} message={unknown} />}
      </Part>
      <FactChanges facts={[...facts, ...systems.flatMap((system) => system.facts)]} />
      {systems.map((system) => (
        <SystemChangesView key={`${system.before} ${system.after}`} system={system} />
      ))}
      {parts.map((part) => (
        <FileChanges key={part.part} part={part} />
      ))}
    </>
  );
}
