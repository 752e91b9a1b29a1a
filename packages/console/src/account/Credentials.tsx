import { Plus } from '@gravity-ui/icons';
import { Button, Icon, Skeleton, Text } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { useFormats } from '../format/use-formats.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { Part } from '../kit/Part.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import { credentialsQuery, useDeleteCredential, type Credential } from './account-queries.ts';
import { CredentialDialog } from './CredentialDialog.tsx';

type Task = { readonly do: 'create' } | { readonly do: 'delete'; readonly credential: Credential };

/** Application credentials: what programs sign in with instead of the user's password. */
export function Credentials({ user }: { readonly user: string }): ReactNode {
  const { t } = useTranslation();
  const { data: credentials, error, refetch } = useQuery(credentialsQuery(user));
  const [task, setTask] = useState<Task | null>(null);
  const close = (): void => setTask(null);
  return (
    <Part
      title={t('account.credentials')}
      actions={
        <Button size="s" onClick={() => setTask({ do: 'create' })}>
          <Icon data={Plus} />
          {t('account.credentials.create')}
        </Button>
      }
    >
      <Text color="secondary">{t('account.credentials.text')}</Text>
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {credentials === undefined && error === null ? <Skeleton className="ingot-lines" /> : null}
      {credentials === undefined || credentials.length === 0 ? null : (
        <CredentialTable credentials={credentials} onDelete={(credential) => setTask({ do: 'delete', credential })} />
      )}
      {task?.do === 'create' ? <CredentialDialog user={user} onClose={close} /> : null}
      {task?.do === 'delete' ? <DeleteCredential user={user} credential={task.credential} onClose={close} /> : null}
    </Part>
  );
}

interface CredentialTableProps {
  readonly credentials: readonly Credential[];
  readonly onDelete: (credential: Credential) => void;
}

function CredentialTable({ credentials, onDelete }: CredentialTableProps): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  return (
    <table className="ingot-table ingot-table_narrow" aria-label={t('account.credentials')}>
      <thead>
        <tr>
          <th scope="col">{t('account.credentials.name')}</th>
          <th scope="col">{t('account.credentials.expires')}</th>
          <th scope="col" aria-label={t('word.actions')} />
        </tr>
      </thead>
      <tbody>
        {credentials.map((credential) => (
          <tr key={credential.id}>
            <th scope="row">{credential.name}</th>
            <td>{credential.expires_at === null ? t('account.credentials.never') : time(credential.expires_at)}</td>
            <td className="ingot-table__buttons">
              <RowMenu
                name={credential.name}
                actions={[
                  {
                    text: t('account.credentials.delete'),
                    onSelect: () => onDelete(credential),
                    isDangerous: true,
                  },
                ]}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DeleteCredentialProps {
  readonly user: string;
  readonly credential: Credential;
  readonly onClose: () => void;
}

function DeleteCredential({ user, credential: { id, name }, onClose }: DeleteCredentialProps): ReactNode {
  const { t } = useTranslation();
  const remove = useDeleteCredential(user);
  return (
    <ConfirmDialog
      open
      title={t('account.credentials.delete.title', { name })}
      text={t('account.credentials.delete.text')}
      action={t('account.credentials.delete')}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() => remove.mutate(id, { onSuccess: onClose })}
    />
  );
}
