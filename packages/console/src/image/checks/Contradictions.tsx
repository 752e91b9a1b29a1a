import type { Image } from '@ingot/client';
import { Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../api/ErrorView.tsx';
import { Part } from '../../kit/Part.tsx';
import { ReasonedButton } from '../../kit/ReasonedButton.tsx';
import { useChangeImage } from '../image-changes.ts';
import { useImageRights } from '../image-rights.ts';
import type { WholeReport } from './report-queries.ts';

interface ContradictionsProps {
  readonly image: Image;
  readonly contradictions: WholeReport['contradictions'];
}

/** Properties that say something else than the disk, and the way to set them right. */
export function Contradictions({ image, contradictions }: ContradictionsProps): ReactNode {
  const { t } = useTranslation();
  const why = useImageRights(image)('update');
  const change = useChangeImage(image);
  // What was set right since the report was read has gone from the image.
  const open = contradictions.filter(({ property, value }) => image[property] === value);
  if (open.length === 0) return null;
  const apply = (): void =>
    change.mutate(open.map(({ property, found }) => ({ op: 'replace', name: property, value: found })));
  return (
    <Part
      title={t('image.report.contradictions')}
      actions={
        <ReasonedButton size="s" reason={why} loading={change.isPending} onClick={apply}>
          {t('image.report.apply')}
        </ReasonedButton>
      }
    >
      <Text color="secondary">{t('image.report.contradictions.text')}</Text>
      {change.error ? <ErrorView error={change.error} /> : null}
      <table className="ingot-table ingot-table_narrow" aria-label={t('image.report.contradictions')}>
        <thead>
          <tr>
            <th scope="col">{t('image.property')}</th>
            <th scope="col">{t('image.report.said')}</th>
            <th scope="col">{t('image.report.found')}</th>
          </tr>
        </thead>
        <tbody>
          {open.map(({ property, value, found }) => (
            <tr key={property}>
              <th scope="row">
                <code>{property}</code>
              </th>
              <td className="ingot-table__long">{value}</td>
              <td className="ingot-table__long">{found}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
