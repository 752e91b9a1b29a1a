import type { Image } from '@ingot/client';
import { Label, Switch, Text } from '@gravity-ui/uikit';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { ErrorView } from '../../api/ErrorView.tsx';
import { Part } from '../../kit/Part.tsx';
import { quotasQuery } from '../../quotas/quota-queries.ts';
import { useSession } from '../../session/session.ts';
import { lookAgainAtImage } from '../image-changes.ts';
import { useImageRights } from '../image-rights.ts';

const THEMES = { ready: 'success', preparing: 'info', failed: 'danger', none: 'unknown' } as const;

function optimizationQuery(id: string) {
  return queryOptions({
    queryKey: ['image', id, 'optimization'],
    queryFn: ({ signal }) => client.call('get', '/api/v1/images/{id}/optimization', { path: { id }, signal }),
  });
}

/** Whether the layer of an image is kept ready, so that new disks read a local file at once. */
export function Optimization({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const why = useImageRights(image)('update');
  const { project } = useSession();
  const { data: state } = useQuery(optimizationQuery(image.id));
  const { data: quotas } = useQuery(quotasQuery(project.id));
  const change = useMutation({
    mutationFn: (optimized: boolean) =>
      client.call('put', '/api/v1/images/{id}/optimization', { path: { id: image.id }, body: { optimized } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['quotas'] });
      await lookAgainAtImage(queries, image.id);
    },
  });
  const isOptimized = state?.optimized ?? false;
  const { limit, usage } = quotas?.optimizedImages ?? { limit: -1, usage: 0 };
  const isFull = limit >= 0 && usage >= limit && !isOptimized;
  const reason = why ?? (isFull ? t('image.optimized.full') : null);
  return (
    <Part title={t('image.optimized')}>
      <div className="ingot-row">
        <Switch
          checked={isOptimized}
          disabled={state === undefined || change.isPending || reason !== null}
          onUpdate={(wanted) => change.mutate(wanted)}
          content={t('image.optimized.switch')}
        />
        {state ? <Label theme={THEMES[state.layer]}>{t(`image.layer.${state.layer}`)}</Label> : null}
      </div>
      <Text color="secondary">
        {t('image.optimized.text')}
        {limit < 0 ? null : ` ${t('image.optimized.quota', { usage, limit })}`}
        {reason === null ? null : ` ${reason}`}
      </Text>
      {change.error ? <ErrorView error={change.error} /> : null}
    </Part>
  );
}
