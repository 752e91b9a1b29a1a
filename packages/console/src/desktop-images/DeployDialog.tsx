import { Text } from '@gravity-ui/uikit';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PoolField } from '../image-pools/PoolField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useDeploy, type DesktopImage } from './desktop-image-queries.ts';
import './messages.ts';

interface DeployDialogProps {
  readonly image: DesktopImage;
  readonly onClose: () => void;
}

/** Has the file of a desktop image in another pool, too. */
export function DeployDialog({ image: { id, name, artefacts }, onClose }: DeployDialogProps): ReactNode {
  const { t } = useTranslation();
  const deploy = useDeploy();
  const [pool, setPool] = useState<string | null>(null);
  return (
    <FormDialog
      open
      size="s"
      title={t('desktopImages.deploy.title', { name: name ?? t('desktopImages.unnamed') })}
      action={t('desktopImages.do.deploy')}
      isComplete={pool !== null}
      isPending={deploy.isPending}
      error={deploy.error}
      onClose={onClose}
      onSubmit={() => {
        if (pool !== null) deploy.mutate({ id, pool }, { onSuccess: onClose });
      }}
    >
      <Text>{t('desktopImages.deploy.text')}</Text>
      <PoolField value={pool} onUpdate={setPool} taken={artefacts.map(({ poolId }) => poolId)} />
    </FormDialog>
  );
}
