import { Text } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { Part } from '../../kit/Part.tsx';
import { ImageLink } from '../ImageLink.tsx';
import { familyHistoryQuery, type FamilyChange, type FamilyRef } from './family-queries.ts';

/** Who did what to a family, and when. */
export function FamilyHistory({ family }: { readonly family: FamilyRef }): ReactNode {
  const { t } = useTranslation();
  const { data } = useQuery(familyHistoryQuery(family));
  if (data === undefined || data.changes.length === 0) return null;
  return (
    <Part title={t('image.history')}>
      <ol className="ingot-timeline">
        {data.changes.map((change) => (
          <HistoryEntry key={change.number} change={change} />
        ))}
      </ol>
    </Part>
  );
}

function HistoryEntry({ change }: { readonly change: FamilyChange }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { action, imageId, userName, at, reason } = change;
  return (
    <li>
      <Text color="secondary">
        {formats.time(at)} · {userName}
      </Text>
      <div>
        {t(`image.history.${action}`)} <ImageLink id={imageId} />
        {reason === null ? null : <Text color="secondary"> — {reason}</Text>}
      </div>
    </li>
  );
}
