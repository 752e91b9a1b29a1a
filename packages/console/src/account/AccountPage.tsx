import { DefinitionList } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { PageHeader } from '../kit/PageHeader.tsx';
import { Part } from '../kit/Part.tsx';
import { KeptElsewhere } from '../session/KeptElsewhere.tsx';
import { useSession } from '../session/session.ts';
import { Credentials } from './Credentials.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import './messages.ts';

/** Of whoever is signed in. */
export function AccountPage(): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { user, project, roles, expiresAt } = useSession();
  return (
    <section className="ingot-page">
      <PageHeader title={t('account.title')} />
      <DefinitionList>
        <DefinitionList.Item name={t('session.user')}>{user.name}</DefinitionList.Item>
        <DefinitionList.Item name={t('session.project')}>{project.name}</DefinitionList.Item>
        <DefinitionList.Item name={t('account.roles')}>{roles.join(', ')}</DefinitionList.Item>
        <DefinitionList.Item name={t('account.expires')}>{time(expiresAt)}</DefinitionList.Item>
      </DefinitionList>
      <KeptElsewhere>
        <Part title={t('account.password')}>
          <PasswordForm user={user.id} />
        </Part>
        <Credentials user={user.id} />
      </KeptElsewhere>
    </section>
  );
}
