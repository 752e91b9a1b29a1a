import { ArrowRightFromSquare, Key, Person } from '@gravity-ui/icons';
import { Button, DropdownMenu, Icon } from '@gravity-ui/uikit';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useSignOut } from '../session/session.ts';

export function UserMenu(): ReactNode {
  const { t } = useTranslation();
  const { user } = useSession();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const leave = (): void => {
    signOut.mutate(undefined, { onSettled: () => void navigate({ to: '/sign-in', search: {} }) });
  };
  return (
    <DropdownMenu
      items={[
        { text: t('session.account'), iconStart: <Icon data={Key} />, action: () => void navigate({ to: '/account' }) },
        { text: t('session.signOut'), iconStart: <Icon data={ArrowRightFromSquare} />, action: leave },
      ]}
      renderSwitcher={(props) => (
        <Button {...props} view="flat" loading={signOut.isPending}>
          <Icon data={Person} />
          {user.name}
        </Button>
      )}
    />
  );
}
