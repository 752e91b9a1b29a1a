import type { Image } from '@ingot/client';
import { Skeleton, Text } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../kit/form/DateField.tsx';
import { SelectField } from '../../kit/form/SelectField.tsx';
import { SwitchField } from '../../kit/form/SwitchField.tsx';
import { TextField } from '../../kit/form/TextField.tsx';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { deprecationQuery, useDeprecate, type Deprecation } from './family-queries.ts';

interface DeprecationDialogProps {
  readonly version: Image;
  /** What may replace it. */
  readonly versions: readonly Image[];
  readonly onClose: () => void;
}

/** Stands among the replacements for none. */
const NONE = '';

/** Says when a version is deprecated and obsolete, and what is to be used instead. */
export function DeprecationDialog(props: DeprecationDialogProps): ReactNode {
  const { data: now } = useQuery(deprecationQuery(props.version.id));
  return now === undefined ? <Skeleton className="ingot-visually-hidden" /> : <LoadedDialog {...props} now={now} />;
}

function LoadedDialog({ version, versions, now, onClose }: DeprecationDialogProps & { now: Deprecation }): ReactNode {
  const { t } = useTranslation();
  const change = useDeprecate(version.id);
  const [isDeprecated, setIsDeprecated] = useState(true);
  const [since, setSince] = useState<Date | null>(() => dateOf(now.deprecatedAt) ?? new Date());
  const [until, setUntil] = useState<Date | null>(() => dateOf(now.obsoleteAt));
  const [replacement, setReplacement] = useState(now.replacementId ?? NONE);
  const [reason, setReason] = useState(now.reason ?? '');
  const others = versions.filter(({ id }) => id !== version.id);
  const unnamed = t('images.unnamed');
  return (
    <FormDialog
      open
      title={t('image.deprecate.title', { name: version.name ?? unnamed })}
      action={t('image.save')}
      isComplete={!isDeprecated || since !== null}
      isPending={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={() =>
        change.mutate(
          isDeprecated
            ? {
                deprecatedAt: since?.toISOString() ?? null,
                obsoleteAt: until?.toISOString() ?? null,
                replacementId: replacement === NONE ? null : replacement,
                reason: reason.trim() === '' ? null : reason.trim(),
              }
            : null,
          { onSuccess: onClose },
        )
      }
    >
      <SwitchField
        label={t('image.deprecate.switch')}
        hint={t('image.deprecate.hint')}
        value={isDeprecated}
        onUpdate={setIsDeprecated}
      />
      {isDeprecated ? (
        <>
          <div className="ingot-columns">
            <DateField label={t('image.deprecate.since')} value={since} onUpdate={setSince} />
            <DateField
              label={t('image.deprecate.obsolete')}
              hint={t('image.deprecate.obsolete.hint')}
              value={until}
              onUpdate={setUntil}
            />
          </div>
          <SelectField
            label={t('image.deprecate.replacement')}
            choices={[
              { value: NONE, text: t('image.deprecate.noReplacement') },
              ...others.map(({ id, name }) => ({ value: id, text: name ?? unnamed })),
            ]}
            value={replacement}
            onUpdate={setReplacement}
          />
          <TextField label={t('image.reason')} value={reason} onUpdate={setReason} />
        </>
      ) : (
        <Text color="secondary">{t('image.deprecate.takeBack')}</Text>
      )}
    </FormDialog>
  );
}

function dateOf(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}
