import { Alert, ClipboardButton, Dialog, Text, TextArea } from '@gravity-ui/uikit';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../kit/form/SelectField.tsx';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useCreateCredential, type NewCredential } from './account-queries.ts';
import { cloudsYamlOf, openrcOf } from './credential-files.ts';

const LIFETIMES = ['30', '90', '365', 'forever'] as const;
type Lifetime = (typeof LIFETIMES)[number];
const DAY = 86_400_000;

interface CredentialDialogProps {
  readonly user: string;
  readonly onClose: () => void;
}

/** Makes one, then shows its secret, which nobody is told again. */
export function CredentialDialog({ user, onClose }: CredentialDialogProps): ReactNode {
  const { t } = useTranslation();
  const create = useCreateCredential(user);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [lifetime, setLifetime] = useState<Lifetime>('90');
  if (create.data) return <MadeCredential credential={create.data} onClose={onClose} />;
  return (
    <FormDialog
      open
      title={t('account.credentials.create.title')}
      action={t('account.credentials.create')}
      isComplete={name.trim() !== ''}
      isPending={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => create.mutate({ name: name.trim(), description, expiresAt: expiryOf(lifetime) })}
    >
      <TextField label={t('account.credentials.name')} value={name} onUpdate={setName} />
      <TextField label={t('account.credentials.description')} value={description} onUpdate={setDescription} />
      <SelectField
        label={t('account.credentials.lifetime')}
        choices={LIFETIMES.map((value) => ({
          value,
          text:
            value === 'forever'
              ? t('account.credentials.never')
              : t('account.credentials.days', { count: Number(value) }),
        }))}
        value={lifetime}
        onUpdate={setLifetime}
      />
    </FormDialog>
  );
}

function expiryOf(lifetime: Lifetime): string | null {
  return lifetime === 'forever' ? null : new Date(Date.now() + Number(lifetime) * DAY).toISOString();
}

interface MadeCredentialProps {
  readonly credential: NewCredential;
  readonly onClose: () => void;
}

function MadeCredential({ credential, onClose }: MadeCredentialProps): ReactNode {
  const { t } = useTranslation();
  const title = t('account.credentials.made', { name: credential.name });
  const address = window.location.origin;
  return (
    <Dialog open size="m" onClose={onClose} aria-label={title} disableOutsideClick>
      <Dialog.Header caption={title} />
      <Dialog.Body>
        <div className="ingot-stack">
          <Alert theme="warning" message={t('account.credentials.once')} />
          <FileText name="openrc" text={openrcOf(credential, address)} />
          <FileText name="clouds.yaml" text={cloudsYamlOf(credential, address)} />
        </div>
      </Dialog.Body>
      <Dialog.Footer textButtonCancel={t('dialog.close')} onClickButtonCancel={onClose} />
    </Dialog>
  );
}

function FileText({ name, text }: { readonly name: string; readonly text: string }): ReactNode {
  const { t } = useTranslation();
  const label = t('account.copy', { name });
  return (
    <div className="ingot-field">
      <span className="ingot-row ingot-row_spread">
        <Text color="secondary">{name}</Text>
        <ClipboardButton text={text} aria-label={label} tooltipInitialText={label} />
      </span>
      <TextArea value={text} readOnly minRows={6} controlProps={{ 'aria-label': name, spellCheck: false }} />
    </div>
  );
}
