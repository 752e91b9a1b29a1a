import { Alert, Text } from '@gravity-ui/uikit';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { useSaid } from '../i18n/use-said.ts';
import { ImageLink } from '../image/ImageLink.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { ReasonedButton } from '../kit/ReasonedButton.tsx';
import { MachineName } from '../machines/MachineName.tsx';
import { runQuery, useCancelRun, type Run } from './recipe-queries.ts';
import { RunStatus } from './RunStatus.tsx';
import { Steps } from './Steps.tsx';
import './messages.ts';

/** How a run goes: its steps and what they say, while they say it. */
export function RunPage(): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const { time } = useFormats();
  const { id } = useParams({ from: '/signed-in/images/recipes/runs/$id' });
  const { data: run } = useSuspenseQuery(runQuery(id));
  const { recipeId, recipeName, createdAt, status, failure } = run;
  return (
    <section className="ingot-page">
      {recipeId === null ? (
        <Link to="/images/recipes" className="ingot-link">
          ← {t('section.recipes')}
        </Link>
      ) : (
        <Link to="/images/recipes/$id" params={{ id: recipeId }} className="ingot-link">
          ← {recipeName}
        </Link>
      )}
      <PageHeader title={t('recipes.runOf', { time: time(createdAt) })} aside={<RunStatus status={status} />}>
        <Cancel run={run} />
      </PageHeader>
      {failure === null ? null : <Alert theme="danger" title={t('recipes.failed')} message={said(failure)} />}
      <Made run={run} />
      <Steps run={run} />
    </section>
  );
}

/** What the run works in, and what comes of it. */
function Made({ run: { status, machineId, imageId } }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation();
  if (status === 'done' && imageId !== null) {
    return (
      <Text>
        {t('recipes.image')}: <ImageLink id={imageId} />
      </Text>
    );
  }
  if (isOver(status) || machineId === null) return null;
  return (
    <Text>
      {t('recipes.machine')}: <MachineName id={machineId} />
    </Text>
  );
}

function Cancel({ run: { id, status, cancelRequested } }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation();
  const cancel = useCancelRun();
  if (isOver(status)) return null;
  return (
    <ReasonedButton
      view="outlined-danger"
      reason={cancelRequested ? t('recipes.cancelling') : null}
      loading={cancel.isPending}
      onClick={() => cancel.mutate(id)}
    >
      {t('recipes.cancel')}
    </ReasonedButton>
  );
}

function isOver(status: Run['status']): boolean {
  return status === 'done' || status === 'failed' || status === 'cancelled';
}
