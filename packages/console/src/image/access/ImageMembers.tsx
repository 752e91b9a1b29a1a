import type { Image } from '@ingot/client';
import { Label, Skeleton, Text, type LabelProps } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../api/ErrorView.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { Part } from '../../kit/Part.tsx';
import { ReasonedButton } from '../../kit/ReasonedButton.tsx';
import { useImageRights } from '../image-rights.ts';
import { ProjectName } from '../ProjectName.tsx';
import { membersQuery, useUnshare, type Member } from './member-queries.ts';

const ShareImageDialog = lazy(() =>
  import('./ShareImageDialog.tsx').then((module) => ({ default: module.ShareImageDialog })),
);

export const MEMBER_THEMES: Readonly<Record<Member['status'], NonNullable<LabelProps['theme']>>> = {
  pending: 'info',
  accepted: 'success',
  rejected: 'warning',
};

/** The projects that an image is shared with. */
export function ImageMembers({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const why = useImageRights(image)('update');
  const isShared = image.visibility === 'shared';
  const { data: members, error } = useQuery({ ...membersQuery(image.id), enabled: isShared });
  const [isAsked, setIsAsked] = useState(false);
  const [removed, setRemoved] = useState<string | null>(null);
  const unshare = useUnshare(image.id);
  const isForAll = image.visibility === 'public' || image.visibility === 'community';
  const close = (): void => setRemoved(null);
  return (
    <Part
      title={t('image.members')}
      actions={
        <ReasonedButton
          size="s"
          reason={why ?? (isForAll ? t('image.why.forAll') : null)}
          onClick={() => setIsAsked(true)}
        >
          {t('image.members.add')}
        </ReasonedButton>
      }
    >
      {error ? <ErrorView error={error} /> : null}
      {isShared && members === undefined && error === null ? <Skeleton className="ingot-lines" /> : null}
      {isShared && members !== undefined && members.length > 0 ? (
        <MemberTable members={members} reason={why} onRemove={setRemoved} />
      ) : null}
      {!isShared || members?.length === 0 ? <Text color="secondary">{t('image.members.none')}</Text> : null}
      <Suspense>{isAsked ? <ShareImageDialog image={image} onClose={() => setIsAsked(false)} /> : null}</Suspense>
      <ConfirmDialog
        open={removed !== null}
        title={t('image.unshare.title')}
        text={t('image.unshare.text')}
        action={t('image.unshare')}
        isDangerous
        isPending={unshare.isPending}
        error={unshare.error}
        onClose={close}
        onConfirm={() => unshare.mutate(removed ?? '', { onSuccess: close })}
      >
        {removed === null ? null : (
          <Text>
            <ProjectName id={removed} />
          </Text>
        )}
      </ConfirmDialog>
    </Part>
  );
}

interface MemberTableProps {
  readonly members: readonly Member[];
  readonly reason: string | null;
  readonly onRemove: (project: string) => void;
}

function MemberTable({ members, reason, onRemove }: MemberTableProps): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <table className="ingot-table" aria-label={t('image.members')}>
      <thead>
        <tr>
          <th scope="col">{t('image.owner')}</th>
          <th scope="col">{t('images.column.status')}</th>
          <th scope="col">{t('image.members.since')}</th>
          <th scope="col">
            <span className="ingot-visually-hidden">{t('word.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ member_id: project, status, created_at: since }) => (
          <tr key={project}>
            <th scope="row" className="ingot-table__long">
              <ProjectName id={project} />
            </th>
            <td>
              <Label theme={MEMBER_THEMES[status]}>{t(`image.member.${status}`)}</Label>
            </td>
            <td>{formats.time(since)}</td>
            <td className="ingot-table__buttons">
              <ReasonedButton size="s" view="flat" reason={reason} onClick={() => onRemove(project)}>
                {t('image.unshare')}
              </ReasonedButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
