import { Button } from '@gravity-ui/uikit';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { PasswordField } from '../kit/form/PasswordField.tsx';
import { sessionQuery } from '../session/session.ts';
import { useChangePassword } from './account-queries.ts';

/** A new password ends every session of the user, this one too: he signs in again. */
export function PasswordForm({ user }: { readonly user: string }): ReactNode {
  const { t } = useTranslation();
  const change = useChangePassword(user);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [original, setOriginal] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate(
      { original, password },
      {
        onSuccess: () => {
          queries.clear();
          queries.setQueryData(sessionQuery.queryKey, null);
          void navigate({ to: '/sign-in', search: { from: '/account', ended: true } });
        },
      },
    );
  };
  return (
    <form className="ingot-stack ingot-form" onSubmit={submit}>
      <PasswordField
        label={t('account.password.original')}
        purpose="current-password"
        value={original}
        onUpdate={setOriginal}
      />
      <PasswordField
        label={t('account.password.new')}
        hint={t('account.password.hint')}
        purpose="new-password"
        value={password}
        onUpdate={setPassword}
      />
      {change.error ? <ErrorView error={change.error} /> : null}
      <span>
        <Button type="submit" loading={change.isPending} disabled={original === '' || password === ''}>
          {t('account.password.change')}
        </Button>
      </span>
    </form>
  );
}
