import { ArrowRotateRight } from '@gravity-ui/icons';
import { Button, Icon, Label, Progress, Skeleton, Text } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { useSaid } from '../i18n/use-said.ts';
import { poolCheckQuery } from './pool-queries.ts';

/** Percent from which on a file system is nearly full. */
const NEARLY_FULL = 90;

interface PoolRoomProps {
  readonly id: string;
  readonly name: string;
}

/** How full the file system of a pool is, or why the pool cannot be used; with a button to look again. */
export function PoolRoom({ id, name }: PoolRoomProps): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const { data: check, error, isPending, isFetching, refetch } = useQuery(poolCheckQuery(id));
  const problem = error?.message ?? check?.problem ?? null;
  const again = t('pools.check', { name });
  return (
    <span className="ingot-room">
      {isPending ? <Skeleton className="ingot-room__bar" /> : null}
      {problem === null ? null : (
        <Label theme="danger" title={said(problem)}>
          {t('pools.unusable')}
        </Label>
      )}
      {problem === null && check ? <Room total={check.totalBytes} free={check.freeBytes} /> : null}
      <Button view="flat" size="s" loading={isFetching} aria-label={again} title={again} onClick={() => void refetch()}>
        <Icon data={ArrowRotateRight} />
      </Button>
    </span>
  );
}

interface RoomProps {
  /** Bytes; null where nobody knows, as of a bucket. */
  readonly total: number | null;
  readonly free: number | null;
}

function Room({ total, free }: RoomProps): ReactNode {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  if (total === null || free === null) return <Label theme="success">{t('pools.usable')}</Label>;
  const percent = total === 0 ? 100 : ((total - free) / total) * 100;
  const text = t('pools.free', { free: bytes(free), total: bytes(total) });
  return (
    <span className="ingot-room__bar">
      <Progress aria-label={text} value={percent} size="xs" theme={percent >= NEARLY_FULL ? 'danger' : 'info'} />
      <Text variant="caption-2" color="secondary">
        {text}
      </Text>
    </span>
  );
}
