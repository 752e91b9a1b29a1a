import { Skeleton } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckboxesField } from '../../kit/form/CheckboxesField.tsx';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { diskProfilesQuery } from '../../profiles/profile-queries.ts';
import type { Report, useCheck } from './report-queries.ts';
import { useReaderWords } from './reader-words.ts';

interface CheckDialogProps {
  readonly check: ReturnType<typeof useCheck>;
  readonly onRequested: (report: Report) => void;
  readonly onClose: () => void;
}

/** Asks by which profiles an image is to be judged. */
export function CheckDialog({ check, onRequested, onClose }: CheckDialogProps): ReactNode {
  const { t } = useTranslation();
  const words = useReaderWords();
  const { data } = useQuery(diskProfilesQuery);
  const profiles = data ?? [];
  const [left, setLeft] = useState<readonly string[]>([]);
  const wanted = profiles.map(({ id }) => id).filter((id) => !left.includes(id));
  return (
    <FormDialog
      open
      title={t('image.check')}
      action={t('image.check.start')}
      isComplete={wanted.length > 0}
      isPending={check.isPending}
      error={check.error}
      onClose={onClose}
      onSubmit={() => check.mutate({ profiles: wanted }, { onSuccess: onRequested })}
    >
      {data === undefined ? <Skeleton className="ingot-lines" /> : null}
      <CheckboxesField
        label={t('image.report.profiles')}
        choices={profiles.map(({ id, title, description }) => ({
          value: id,
          text: words(title),
          note: words(description),
        }))}
        value={wanted}
        onUpdate={(chosen) => setLeft(profiles.map(({ id }) => id).filter((id) => !chosen.includes(id)))}
      />
    </FormDialog>
  );
}
