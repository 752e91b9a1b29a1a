import type { Image } from '@ingot/client';
import { Text } from '@gravity-ui/uikit';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../kit/form/TextField.tsx';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { useDecide, type FamilyDecision, type FamilyRef } from './family-queries.ts';

interface DecisionDialogProps {
  readonly family: FamilyRef;
  readonly action: FamilyDecision['action'];
  /** What is promoted or pinned. */
  readonly version: Image;
  readonly onClose: () => void;
}

/** Asks before a family stands for another image: says what follows, and takes a reason for the history. */
export function DecisionDialog({ family, action, version, onClose }: DecisionDialogProps): ReactNode {
  const { t } = useTranslation();
  const decide = useDecide(family);
  const [reason, setReason] = useState('');
  const words = { family: family.name, name: version.name ?? t('images.unnamed') };
  const decision: FamilyDecision =
    action === 'promote' || action === 'pin' ? { action, imageId: version.id, reason } : { action, reason };
  return (
    <FormDialog
      open
      title={t(`image.decide.${action}.title`, words)}
      action={t(`image.versions.${action}`)}
      isComplete
      isPending={decide.isPending}
      error={decide.error}
      onClose={onClose}
      onSubmit={() => decide.mutate(decision, { onSuccess: onClose })}
    >
      <Text>{t(`image.decide.${action}.text`, words)}</Text>
      <TextField label={t('image.reason')} hint={t('image.reason.hint')} value={reason} onUpdate={setReason} />
    </FormDialog>
  );
}
