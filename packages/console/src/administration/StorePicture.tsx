import { DefinitionList, Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import type { StoreFigures } from './store-queries.ts';

/** Of the pictures, in their own units. */
const WIDTH = 480;
const BAR = 20;

/** How sizes of images become bytes on disks: a bar for each step, one below the other, to one scale. */
export function StorePicture({ figures }: { readonly figures: StoreFigures }): ReactNode {
  const { t } = useTranslation();
  const { bytes, number, time, ratio } = useFormats();
  const { logicalBytes, distinctBytes, storedBytes, packBytes, dedupRatio, compressionRatio, measuredAt } = figures;
  if (logicalBytes === null || distinctBytes === null || storedBytes === null) {
    return <Text color="secondary">{t('store.notMeasured')}</Text>;
  }
  const longest = Math.max(logicalBytes, distinctBytes, packBytes, 1);
  const share = (count: number): number => (count / longest) * WIDTH;
  const times = (value: number | null): string =>
    value === null ? t('word.none') : t('store.times', { ratio: ratio(value) });
  const steps = [
    { text: t('store.logical'), count: logicalBytes, note: null },
    { text: t('store.distinct'), count: distinctBytes, note: t('store.dedup', { times: times(dedupRatio) }) },
    { text: t('store.stored'), count: storedBytes, note: t('store.compression', { times: times(compressionRatio) }) },
    {
      text: t('store.packs'),
      count: packBytes,
      note: t('store.garbage', { bytes: bytes(Math.max(0, packBytes - storedBytes)) }),
    },
  ];
  return (
    <>
      <ul className="ingot-list ingot-steps">
        {steps.map(({ text, count, note }) => (
          <li key={text}>
            <div className="ingot-row ingot-row_spread">
              <span>{text}</span>
              <span>{bytes(count)}</span>
            </div>
            <svg viewBox={`0 0 ${WIDTH} ${BAR}`} preserveAspectRatio="none" aria-hidden="true">
              <rect width={WIDTH} height={BAR} rx="4" className="ingot-steps__whole" />
              <rect width={share(count)} height={BAR} rx="4" className="ingot-steps__part" />
            </svg>
            {note === null ? null : <Text color="secondary">{note}</Text>}
          </li>
        ))}
      </ul>
      <DefinitionList>
        <DefinitionList.Item name={t('store.chunks')}>{number(figures.chunks)}</DefinitionList.Item>
        <DefinitionList.Item name={t('store.packFiles')}>{number(figures.packs)}</DefinitionList.Item>
        {measuredAt === null ? null : (
          <DefinitionList.Item name={t('store.measured')}>{time(measuredAt)}</DefinitionList.Item>
        )}
      </DefinitionList>
    </>
  );
}
