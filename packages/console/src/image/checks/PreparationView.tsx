import { Alert, Button, Label, Skeleton, Text } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../api/ErrorView.tsx';
import { useSaid } from '../../i18n/use-said.ts';
import { Part } from '../../kit/Part.tsx';
import { Working } from '../../kit/Working.tsx';
import { ImageLink } from '../ImageLink.tsx';
import { preparationQuery, useCancelPreparation, type Preparation } from './report-queries.ts';

/** Changes that are shown; the service lists a thousand. */
const SHOWN = 100;

interface PreparationViewProps {
  /** That is copied. */
  readonly image: string;
  readonly id: string;
}

/** The making of a corrected copy: how far it is, and what it changed. */
export function PreparationView({ image, id }: PreparationViewProps): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const { data: preparation, error } = useQuery(preparationQuery(image, id));
  const cancel = useCancelPreparation(image);
  if (error) return <ErrorView error={error} />;
  if (preparation === undefined) return <Skeleton className="ingot-lines" />;
  const { status, imageId, cancelRequested, failure } = preparation;
  return (
    <Part title={t('image.prepare')}>
      {status === 'waiting' || status === 'running' ? (
        <Working
          text={t(cancelRequested ? 'work.cancelling' : `work.${status}`)}
          actions={
            <Button size="s" disabled={cancelRequested} loading={cancel.isPending} onClick={() => cancel.mutate(id)}>
              {t('dialog.cancel')}
            </Button>
          }
        />
      ) : null}
      {status === 'cancelled' ? <Alert theme="warning" message={t('work.cancelled')} /> : null}
      {status === 'failed' ? (
        <Alert theme="danger" title={t('work.failed')} message={failure && said(failure)} />
      ) : null}
      {status === 'done' ? (
        <>
          <Alert
            theme="success"
            title={t(imageId === null ? 'image.prepare.tried' : 'image.prepare.done')}
            message={imageId === null ? undefined : <ImageLink id={imageId} />}
          />
          <Changes preparation={preparation} />
        </>
      ) : null}
      <Link to="/images/$id/checks" params={{ id: image }} className="ingot-link">
        {t('image.prepare.close')}
      </Link>
    </Part>
  );
}

function Changes({ preparation }: { readonly preparation: Preparation }): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const { changes, changeCount, left } = preparation;
  const more = changeCount - Math.min(SHOWN, changes.length);
  return (
    <>
      <Text>{t('image.prepare.changes', { count: changeCount })}</Text>
      <ul className="ingot-paths">
        {changes.slice(0, SHOWN).map(({ mend, path, action }) => (
          <li key={`${mend} ${action} ${path}`}>
            <Text color="secondary">{t(`image.prepare.${action}`)}</Text> <code className="ingot-hash">{path}</code>
          </li>
        ))}
      </ul>
      {more > 0 ? <Text color="secondary">{t('image.files.more', { count: more })}</Text> : null}
      {left.length === 0 ? null : (
        <>
          <Text>{t('image.prepare.left')}</Text>
          <ul className="ingot-paths">
            {left.slice(0, SHOWN).map(({ mend, path, because, detail }) => (
              <li key={`${mend} ${path}`}>
                <code className="ingot-hash">{path}</code> <Label>{t(`image.left.${because}`)}</Label>{' '}
                <Text color="secondary">{detail && said(detail)}</Text>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
