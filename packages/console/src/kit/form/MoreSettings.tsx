import { Disclosure } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Fields of a dialog that most people leave as they are, out of their way until they are asked for. */
export function MoreSettings({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <Disclosure size="l" summary={t('form.more')}>
      <div className="ingot-stack ingot-more">{children}</div>
    </Disclosure>
  );
}
