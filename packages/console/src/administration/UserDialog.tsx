import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordField } from '../kit/form/PasswordField.tsx';
import { SwitchField } from '../kit/form/SwitchField.tsx';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useSession } from '../session/session.ts';
import { useSaveUser, type User } from './identity-queries.ts';

interface UserDialogProps {
  /** Null to create one. */
  readonly user: User | null;
  readonly onClose: () => void;
}

export function UserDialog({ user, onClose }: UserDialogProps): ReactNode {
  const { t } = useTranslation();
  const session = useSession();
  const save = useSaveUser(user?.id ?? null);
  const [name, setName] = useState(user?.name ?? '');
  const [email, setEmail] = useState(user?.email ?? '');
  const [password, setPassword] = useState('');
  const [enabled, setEnabled] = useState(user?.enabled ?? true);
  const isSelf = user?.id === session.user.id;
  const draft = {
    name: name.trim(),
    enabled,
    ...(email.trim() !== '' && { email: email.trim() }),
    ...(password !== '' && { password }),
  };
  return (
    <FormDialog
      open
      title={user === null ? t('user.create.title') : t('user.edit.title', { name: user.name })}
      action={user === null ? t('administration.create') : t('administration.save')}
      isComplete={draft.name !== '' && (user !== null || password !== '')}
      isPending={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => save.mutate(draft, { onSuccess: onClose })}
    >
      <TextField label={t('administration.name')} value={name} onUpdate={setName} />
      <TextField label={t('user.email')} value={email} onUpdate={setEmail} />
      {isSelf ? null : (
        <PasswordField
          label={t(user === null ? 'user.password' : 'user.newPassword')}
          {...(user !== null && { hint: t('user.newPassword.hint') })}
          purpose="new-password"
          value={password}
          onUpdate={setPassword}
        />
      )}
      <SwitchField
        label={t('administration.enabled')}
        hint={isSelf ? t('user.self') : t('user.enabled.hint')}
        value={enabled}
        onUpdate={setEnabled}
        isDisabled={isSelf}
      />
    </FormDialog>
  );
}
