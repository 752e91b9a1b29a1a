import { RefusedError } from '@ingot/client';
import { Alert, Button, Card, Text, TextInput } from '@gravity-ui/uikit';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { LanguageMenu } from '../app/LanguageMenu.tsx';
import { Mark } from '../app/Mark.tsx';
import { useSignIn } from './session.ts';

/** The domain that every installation begins with. */
const DEFAULT_DOMAIN = 'Default';

export function SignInPage(): ReactNode {
  const { t } = useTranslation();
  const { from, ended } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const signIn = useSignIn();
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [domain, setDomain] = useState(DEFAULT_DOMAIN);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ user, password, domain }, { onSuccess: () => void navigate({ to: from ?? '/images' }) });
  };

  return (
    <main className="ingot-sign-in">
      <Card className="ingot-sign-in__card" view="raised" size="l">
        <form className="ingot-stack" onSubmit={submit}>
          <div className="ingot-row ingot-row_spread">
            <Mark />
            <LanguageMenu />
          </div>
          <Text variant="header-1" as="h1">
            {t('session.title')}
          </Text>
          {ended === true && signIn.isIdle ? <Alert theme="info" message={t('session.ended')} /> : null}
          <Field label={t('session.user')} name="username" value={user} onUpdate={setUser} />
          <Field
            label={t('session.password')}
            name="current-password"
            type="password"
            value={password}
            onUpdate={setPassword}
          />
          <Field label={t('session.domain')} name="organization" value={domain} onUpdate={setDomain} />
          {signIn.error ? <Failure error={signIn.error} /> : null}
          <Button type="submit" view="action" size="xl" width="max" loading={signIn.isPending} disabled={user === ''}>
            {t('session.submit')}
          </Button>
        </form>
      </Card>
    </main>
  );
}

interface FieldProps {
  readonly label: string;
  /** As browsers and password managers know it. */
  readonly name: string;
  readonly type?: 'password';
  readonly value: string;
  readonly onUpdate: (value: string) => void;
}

function Field({ label, name, type, value, onUpdate }: FieldProps): ReactNode {
  return (
    <label className="ingot-field">
      <Text color="secondary">{label}</Text>
      <TextInput size="xl" value={value} onUpdate={onUpdate} autoComplete={name} name={name} {...(type && { type })} />
    </label>
  );
}

function Failure({ error }: { readonly error: Error }): ReactNode {
  const { t } = useTranslation();
  if (error instanceof RefusedError && error.status === 401) {
    return <Alert theme="danger" message={t('session.wrong')} />;
  }
  return <ErrorView error={error} />;
}
