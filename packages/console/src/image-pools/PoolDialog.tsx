import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioField } from '../kit/form/RadioField.tsx';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useSavePool, type ImagePool, type NewPool, type Place } from './pool-queries.ts';

interface PoolDialogProps {
  /** The one to change; null to create one. */
  readonly pool: ImagePool | null;
  readonly onClose: () => void;
}

interface Draft {
  readonly name: string;
  readonly description: string;
  readonly kind: Place['kind'];
  readonly path: string;
  readonly bucket: string;
  readonly prefix: string;
}

export function PoolDialog({ pool, onClose }: PoolDialogProps): ReactNode {
  const { t } = useTranslation();
  const save = useSavePool();
  const [draft, setDraft] = useState(() => draftOf(pool));
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const body = bodyOf(draft);
  return (
    <FormDialog
      open
      title={pool === null ? t('pools.create.title') : t('pools.edit.title', { name: pool.name })}
      action={pool === null ? t('pools.create') : t('pools.save')}
      isComplete={body !== null}
      isPending={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => {
        if (body !== null) save.mutate({ id: pool?.id ?? null, body }, { onSuccess: onClose });
      }}
    >
      <TextField label={t('pools.name')} value={draft.name} onUpdate={(name) => change({ name })} />
      {pool === null ? <PlaceFields draft={draft} change={change} /> : null}
      <TextField
        label={t('pools.description')}
        value={draft.description}
        onUpdate={(description) => change({ description })}
      />
    </FormDialog>
  );
}

interface PlaceFieldsProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function PlaceFields({ draft, change }: PlaceFieldsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <RadioField
        label={t('pools.place')}
        choices={[
          { value: 'directory', text: t('pools.directory'), note: t('pools.directory.note') },
          { value: 's3', text: t('pools.s3'), note: t('pools.s3.note') },
        ]}
        value={draft.kind}
        onUpdate={(kind) => change({ kind })}
      />
      {draft.kind === 'directory' ? (
        <TextField
          label={t('pools.path')}
          hint={t('pools.path.hint')}
          placeholder="/srv/desktop-images"
          value={draft.path}
          onUpdate={(path) => change({ path })}
        />
      ) : (
        <div className="ingot-columns">
          <TextField label={t('pools.bucket')} value={draft.bucket} onUpdate={(bucket) => change({ bucket })} />
          <TextField
            label={t('pools.prefix')}
            hint={t('pools.prefix.hint')}
            placeholder="desktops/"
            value={draft.prefix}
            onUpdate={(prefix) => change({ prefix })}
          />
        </div>
      )}
    </>
  );
}

function draftOf(pool: ImagePool | null): Draft {
  const place = pool?.place ?? null;
  return {
    name: pool?.name ?? '',
    description: pool?.description ?? '',
    kind: place?.kind ?? 'directory',
    path: place?.kind === 'directory' ? place.path : '',
    bucket: place?.kind === 's3' ? place.bucket : '',
    prefix: place?.kind === 's3' ? place.prefix : '',
  };
}

/** Null while something is missing. */
function bodyOf({ name, description, kind, path, bucket, prefix }: Draft): NewPool | null {
  if (name.trim() === '' || (kind === 'directory' ? path : bucket).trim() === '') return null;
  return {
    name: name.trim(),
    description: description.trim() || null,
    place: kind === 'directory' ? { kind, path: path.trim() } : { kind, bucket: bucket.trim(), prefix: prefix.trim() },
  };
}
