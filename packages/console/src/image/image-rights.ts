import type { Image } from '@ingot/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { useSession } from '../session/session.ts';

/** Which action is legal in which state, as the service has it; it changes with the program only. */
const imageActionsQuery = queryOptions({
  queryKey: ['image-actions'],
  queryFn: () => client.call('get', '/api/v1/image-actions'),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Beside those of the table: what needs a state of no kind, but somebody who may. */
export type ImageAction = 'download' | 'deactivate' | 'reactivate' | 'update' | 'delete';

/**
 * Why the reader may not do something with an image: a sentence, or null when he may. The service decides; this is what
 * buttons say before it is asked.
 */
export function useImageRights(image: Image): (action: ImageAction) => string | null {
  const { t } = useTranslation();
  const { project, roles } = useSession();
  const { data: legal } = useQuery(imageActionsQuery);
  const isAdministrator = roles.includes('admin');
  return (action) => {
    const states = legal?.[action];
    if (states !== undefined && !states.includes(image.status)) {
      return t('image.why.status', { status: t(`image.status.${image.status}`) });
    }
    if (action === 'download' || isAdministrator) return null;
    if (image.owner !== project.id) return t('image.why.others');
    if (!roles.includes('member')) return t('image.why.reader');
    if (action === 'reactivate' || action === 'deactivate') return t('image.why.administrator');
    return null;
  };
}
