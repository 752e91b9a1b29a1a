import { Alert } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaid } from '../i18n/use-said.ts';
import type { BulkFailure } from './use-bulk.ts';

/** With which images it could not be done, and why. */
export function BulkFailures({ failures }: { readonly failures: readonly BulkFailure[] | undefined }): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  if (!failures || failures.length === 0) return null;
  return (
    <Alert
      theme="danger"
      title={t('images.bulk.failed', { count: failures.length })}
      message={
        <ul className="ingot-list">
          {failures.map(({ image, error }) => (
            <li key={image.id}>
              {image.name ?? t('images.unnamed')}: {said(error.message)}
            </li>
          ))}
        </ul>
      }
    />
  );
}
