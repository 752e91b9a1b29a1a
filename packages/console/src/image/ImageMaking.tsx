import { Button } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelOperation } from '../activity/CancelOperation.tsx';
import { operationQuery } from '../activity/operation-queries.ts';
import { operationTitle } from '../activity/operation-title.ts';
import { OperationStatus } from '../activity/OperationStatus.tsx';
import { imageMakingQuery } from '../images/image-queries.ts';
import '../activity/messages.ts';

/** How far the making of an image has come, and the way to stop it. */
export function ImageMaking({ id }: { readonly id: string }): ReactNode {
  const { data: operation } = useQuery(imageMakingQuery(id));
  return operation ? <Making id={operation} /> : null;
}

function Making({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const { data: operation } = useQuery(operationQuery(id));
  const [isAsked, setIsAsked] = useState(false);
  if (!operation || operation.finishedAt !== null) return null;
  return (
    <output className="ingot-row">
      {operationTitle(t, operation)}
      <OperationStatus operation={operation} />
      {operation.can.cancel ? (
        <Button size="s" onClick={() => setIsAsked(true)}>
          {t('activity.cancel')}
        </Button>
      ) : null}
      {isAsked ? <CancelOperation operation={operation} onClose={() => setIsAsked(false)} /> : null}
    </output>
  );
}
