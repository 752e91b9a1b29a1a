import { useToaster } from '@gravity-ui/uikit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import './messages.ts';

interface CaptureImageProps {
  /** Id of what it is made of. */
  readonly source: { readonly volume: string } | { readonly snapshot: string };
  readonly onClose: () => void;
}

/** Makes an image of a disk: nothing is copied but what the service does not have yet. */
export function CaptureImage({ source, onClose }: CaptureImageProps): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toaster = useToaster();
  const [name, setName] = useState('');
  const capture = useMutation({
    mutationFn: () => client.call('post', '/api/v1/images', { body: { source, name: name.trim() } }),
    onSuccess: (image) => {
      onClose();
      toaster.add({
        name: `capture-${image.id}`,
        title: t('volumes.capture.started', { name: name.trim() }),
        theme: 'info',
        actions: [
          {
            label: t('volumes.capture.show'),
            onClick: () => void navigate({ to: '/images/$id', params: { id: image.id } }),
          },
        ],
      });
      return queries.invalidateQueries({ queryKey: ['images'] });
    },
  });
  return (
    <FormDialog
      open
      size="s"
      title={t('volumes.capture.title')}
      action={t('volumes.capture.action')}
      isComplete={name.trim() !== ''}
      isPending={capture.isPending}
      error={capture.error}
      onClose={onClose}
      onSubmit={() => capture.mutate()}
    >
      <TextField label={t('volumes.capture.name')} value={name} onUpdate={setName} />
    </FormDialog>
  );
}
