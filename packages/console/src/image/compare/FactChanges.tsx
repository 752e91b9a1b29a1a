import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { useSaid } from '../../i18n/use-said.ts';
import { Part } from '../../kit/Part.tsx';
import type { Found } from './compare-queries.ts';

type ChangedFact = Found['facts'][number];
type Side = ChangedFact['before'];

/** What a disk or its system is now, and was. */
export function FactChanges({ facts }: { readonly facts: readonly ChangedFact[] }): ReactNode {
  const { t } = useTranslation();
  if (facts.length === 0) return null;
  return (
    <Part title={t('image.compare.facts')}>
      <table className="ingot-table ingot-table_narrow" aria-label={t('image.compare.facts')}>
        <thead>
          <tr>
            <th scope="col">{t('image.compare.fact')}</th>
            <th scope="col">{t('image.compare.before')}</th>
            <th scope="col">{t('image.compare.after')}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(({ fact, before, after }) => (
            <tr key={JSON.stringify([fact, before, after])}>
              <th scope="row">{t(`image.fact.${fact}`)}</th>
              <td className="ingot-table__long">
                <SideOfFact fact={fact} side={before} />
              </td>
              <td className="ingot-table__long">
                <SideOfFact fact={fact} side={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

interface SideOfFactProps {
  readonly fact: ChangedFact['fact'];
  readonly side: Side;
}

function SideOfFact({ fact, side }: SideOfFactProps): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const formats = useFormats();
  if (!side.known) return t('image.compare.notKnown', { reason: said(side.reason) });
  if (side.value === null) return t('word.none');
  return fact === 'size' && /^\d+$/.test(side.value) ? formats.bytes(Number(side.value)) : side.value;
}
