import type { Image } from '@ingot/client';
import { Alert, Button, Label } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../api/ErrorView.tsx';
import { Part } from '../../kit/Part.tsx';
import { useSession } from '../../session/session.ts';
import { ProjectName } from '../ProjectName.tsx';
import { MEMBER_THEMES } from './ImageMembers.tsx';
import { membersQuery, useAnswerOffer } from './member-queries.ts';

/** An image that another project shares with ours, and what we say to that. */
export function OfferedToUs({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const { project } = useSession();
  const { data: members, error } = useQuery(membersQuery(image.id));
  const answer = useAnswerOffer(project.id);
  const status = members?.find(({ member_id: member }) => member === project.id)?.status;
  return (
    <Part
      title={t('image.offer')}
      actions={status && <Label theme={MEMBER_THEMES[status]}>{t(`image.member.${status}`)}</Label>}
    >
      <div>
        {t('image.offer.from')} {image.owner === null ? t('word.none') : <ProjectName id={image.owner} />}
      </div>
      {error ? <ErrorView error={error} /> : null}
      {answer.error ? <ErrorView error={answer.error} /> : null}
      {status === undefined ? null : (
        <Alert
          theme="info"
          message={t(`image.offer.${status}`)}
          actions={
            <span className="ingot-row">
              {status === 'accepted' ? null : (
                <Button
                  view="action"
                  loading={answer.isPending}
                  onClick={() => answer.mutate({ id: image.id, status: 'accepted' })}
                >
                  {t('image.offer.accept')}
                </Button>
              )}
              {status === 'rejected' ? null : (
                <Button loading={answer.isPending} onClick={() => answer.mutate({ id: image.id, status: 'rejected' })}>
                  {t('image.offer.reject')}
                </Button>
              )}
            </span>
          }
        />
      )}
    </Part>
  );
}
