import type { Image } from '@ingot/client';
import { Text } from '@gravity-ui/uikit';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckboxesField } from '../../kit/form/CheckboxesField.tsx';
import { SwitchField } from '../../kit/form/SwitchField.tsx';
import { TextField } from '../../kit/form/TextField.tsx';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { usePrepareCopy } from './report-queries.ts';

/** What is mended unless somebody leaves it out. */
const USUAL = [
  'machine-id',
  'ssh-host-keys',
  'cloud-init-state',
  'dhcp-leases',
  'network-hardware',
  'random-seed',
  'authorized-keys',
  'shell-history',
  'guest-agent',
  'cloud-init',
] as const;

/** What is mended only when somebody wants it: it may be meant to be there, or be the only copy. */
const ASKED_FOR = ['domain-join', 'private-keys', 'access-tokens', 'network-passwords', 'logs'] as const;

type Mend = (typeof USUAL)[number] | (typeof ASKED_FOR)[number];

interface PrepareDialogProps {
  readonly image: Image;
  /** @param preparation id of the work */
  readonly onRequested: (preparation: string) => void;
  readonly onClose: () => void;
}

/** Asks what is to be taken out of a copy that is fit to be cloned. */
export function PrepareDialog({ image, onRequested, onClose }: PrepareDialogProps): ReactNode {
  const { t } = useTranslation();
  const prepare = usePrepareCopy(image.id);
  const [name, setName] = useState<string>(() => t('image.prepare.newName', { name: image.name ?? '' }));
  const [mends, setMends] = useState<readonly Mend[]>(USUAL);
  const [isTrial, setIsTrial] = useState(false);
  const order = {
    name: name.trim(),
    keep: USUAL.filter((mend) => !mends.includes(mend)),
    also: ASKED_FOR.filter((mend) => mends.includes(mend)),
    trial: isTrial,
  };
  const choices = (list: readonly Mend[]) => list.map((value) => ({ value, text: t(`image.mend.${value}`) }));
  return (
    <FormDialog
      open
      title={t('image.prepare')}
      action={t(isTrial ? 'image.prepare.try' : 'image.prepare.start')}
      isComplete={isTrial || order.name !== ''}
      isPending={prepare.isPending}
      error={prepare.error}
      onClose={onClose}
      onSubmit={() => prepare.mutate(order, { onSuccess: ({ id }) => onRequested(id) })}
    >
      <Text>{t('image.prepare.text')}</Text>
      <SwitchField
        label={t('image.prepare.trial')}
        hint={t('image.prepare.trial.hint')}
        value={isTrial}
        onUpdate={setIsTrial}
      />
      {isTrial ? null : <TextField label={t('image.prepare.name')} value={name} onUpdate={setName} />}
      <div className="ingot-columns">
        <CheckboxesField label={t('image.prepare.usual')} choices={choices(USUAL)} value={mends} onUpdate={setMends} />
        <CheckboxesField
          label={t('image.prepare.asked')}
          choices={choices(ASKED_FOR)}
          value={mends}
          onUpdate={setMends}
        />
      </div>
    </FormDialog>
  );
}
