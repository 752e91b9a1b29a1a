import { Button, TextArea } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { ErrorView } from '../api/ErrorView.tsx';
import { plainText } from '../format/plain-text.ts';
import { Part } from '../kit/Part.tsx';
import type { Machine } from './machine-queries.ts';

/** The end of what a machine has written to its serial port, read when somebody asks for it. */
export function SerialLog({ machine: { id } }: { readonly machine: Machine }): ReactNode {
  const { t } = useTranslation();
  const [isShown, setIsShown] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['machine', id, 'serial-log'],
    queryFn: ({ signal }) => readLog(id, signal),
    enabled: isShown,
  });
  return (
    <Part
      title={t('machines.serialLog')}
      actions={
        <Button size="s" loading={isFetching} onClick={() => (isShown ? void refetch() : setIsShown(true))}>
          {isShown ? t('machines.serialLog.again') : t('machines.serialLog.show')}
        </Button>
      }
    >
      {error ? <ErrorView error={error} /> : null}
      {data === undefined ? null : (
        <TextArea
          className="ingot-log"
          value={data === '' ? t('machines.serialLog.empty') : data}
          readOnly
          minRows={4}
          maxRows={24}
          controlProps={{ 'aria-label': t('machines.serialLog') }}
        />
      )}
    </Part>
  );
}

async function readLog(id: string, signal: AbortSignal): Promise<string> {
  const response = await client.open('get', `/api/v1/machines/${encodeURIComponent(id)}/serial-log`, { signal });
  return plainText(await response.text());
}
