import { Text } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormats } from '../format/use-formats.ts';
import { useSaid } from '../i18n/use-said.ts';
import { operationQuery } from './operation-queries.ts';

/** How far an operation has come, in few characters; nothing where that is not known, or not the reader's business. */
export function OperationProgress({ id }: { readonly id: string }): ReactNode {
  const { percent, bytes } = useFormats();
  const said = useSaid();
  const { data: operation } = useQuery(operationQuery(id));
  if (!operation?.progress) return null;
  const { done, total } = operation.progress;
  return (
    <Text color="secondary" title={said(operation.message)}>
      {total === null || total === 0 ? bytes(done) : percent(Math.min(1, done / total))}
    </Text>
  );
}
