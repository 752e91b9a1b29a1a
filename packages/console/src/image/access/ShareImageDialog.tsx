import { Text, useToaster } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MultiSelectField } from '../../kit/form/MultiSelectField.tsx';
import { RadioField } from '../../kit/form/RadioField.tsx';
import { TextField } from '../../kit/form/TextField.tsx';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { useSession } from '../../session/session.ts';
import { membersQuery, useShare, type Shareable } from './member-queries.ts';
import '../messages.ts';

interface ShareImageDialogProps {
  readonly image: Shareable;
  readonly onClose: () => void;
}

/** Shares an image with projects of the reader, or with one of which he knows the id. */
export function ShareImageDialog({ image, onClose }: ShareImageDialogProps): ReactNode {
  const { t } = useTranslation();
  const { projects } = useSession();
  const toaster = useToaster();
  const share = useShare(image);
  const { data: members = [] } = useQuery({ ...membersQuery(image.id), enabled: image.visibility === 'shared' });
  const [whose, setWhose] = useState<'mine' | 'others'>('mine');
  const [mine, setMine] = useState<readonly string[]>([]);
  const [other, setOther] = useState('');
  const wanted = whose === 'mine' ? mine : [other.trim()].filter((id) => id !== '');
  const name = image.name ?? t('images.unnamed');
  const done = (): void => {
    toaster.add({ name: `shared-${image.id}`, title: t('image.share.done', { name }), theme: 'success' });
    onClose();
  };
  return (
    <FormDialog
      open
      title={t('image.share')}
      action={t('image.share.allow')}
      isComplete={wanted.length > 0}
      isPending={share.isPending}
      error={share.error}
      onClose={onClose}
      onSubmit={() => share.mutate(wanted, { onSuccess: done })}
    >
      <RadioField
        label={t('image.share.with')}
        choices={[
          { value: 'mine', text: t('image.share.mine') },
          { value: 'others', text: t('image.share.others') },
        ]}
        value={whose}
        onUpdate={setWhose}
      />
      {whose === 'mine' ? (
        <MultiSelectField
          label={t('image.share.projects')}
          placeholder={t('image.share.choose')}
          choices={projects
            .filter(({ id }) => id !== image.owner)
            .map(({ id, name: text }) => ({
              value: id,
              text,
              ...(members.some(({ member_id: member }) => member === id) && { unavailable: t('image.share.already') }),
            }))}
          value={mine}
          onUpdate={setMine}
        />
      ) : (
        <TextField
          label={t('image.share.projectId')}
          hint={t('image.share.projectId.hint')}
          value={other}
          onUpdate={setOther}
        />
      )}
      <Text color="secondary">
        {t('image.share.text')}
        {image.visibility === 'private' ? ` ${t('image.share.becomesShared')}` : ''}
      </Text>
    </FormDialog>
  );
}
