import { Label, Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaid } from '../i18n/use-said.ts';
import { ProgressOf } from './PublicationProgress.tsx';
import type { Publication } from './publication-queries.ts';

const THEMES = { done: 'success', failed: 'danger', cancelled: 'unknown' } as const;

/** How a publication goes or went, with the reason where it went wrong. */
export function PublicationOutcome({ publication }: { readonly publication: Publication }): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const { status, failure, warning } = publication;
  if (status !== 'done' && status !== 'failed' && status !== 'cancelled') {
    return <ProgressOf publication={publication} />;
  }
  const told = failure ?? warning;
  const words = told && said(told);
  return (
    <>
      <Label theme={THEMES[status]}>{t(`publication.status.${status}`)}</Label>
      {words === null ? null : (
        <Text color="secondary" variant="caption-2" className="ingot-table__note ingot-ellipsis" title={words}>
          {words}
        </Text>
      )}
    </>
  );
}
