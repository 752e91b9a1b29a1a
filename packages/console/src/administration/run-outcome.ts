import type { TFunction } from 'i18next';
import type { Run } from './store-queries.ts';

/** What has come of a run, in words; why it failed where it has. */
export function runOutcome(
  t: TFunction,
  said: (text: string) => string,
  bytes: (count: number) => string,
  { failure, figures }: Run,
): string {
  if (failure !== null) return said(failure);
  if (figures === null) return t('word.none');
  if ('freedBytes' in figures) return t('store.outcome.freed', { bytes: bytes(figures.freedBytes) });
  if ('swept' in figures) return t('store.outcome.swept', { bytes: bytes(figures.swept.bytes) });
  if ('totalPacks' in figures) {
    return t('store.outcome.scrubbed', { bytes: bytes(figures.bytes), count: figures.quarantined });
  }
  if ('left' in figures) return t('store.outcome.healed', { healed: figures.healed, left: figures.left });
  if ('measuredContents' in figures) return t('store.outcome.measured', { count: figures.measuredContents });
  return t('word.none');
}
