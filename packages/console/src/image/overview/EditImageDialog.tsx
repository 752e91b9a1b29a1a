import type { Image } from '@ingot/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { propertyOf } from '../../images/image-queries.ts';
import { NumberField } from '../../kit/form/NumberField.tsx';
import { SwitchField } from '../../kit/form/SwitchField.tsx';
import { TextField } from '../../kit/form/TextField.tsx';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { useChangeImage, type ImagePatch } from '../image-changes.ts';

interface EditImageDialogProps {
  readonly image: Image;
  readonly onClose: () => void;
}

interface Form {
  readonly name: string;
  readonly description: string;
  readonly tags: string;
  /** GiB. */
  readonly minDisk: number;
  /** MiB. */
  readonly minRam: number;
  readonly isProtected: boolean;
}

export function EditImageDialog({ image, onClose }: EditImageDialogProps): ReactNode {
  const { t } = useTranslation();
  const change = useChangeImage(image);
  const [form, setForm] = useState(() => formOf(image));
  const set = (part: Partial<Form>): void => setForm((before) => ({ ...before, ...part }));
  const patch = patchOf(image, form);
  return (
    <FormDialog
      open
      title={t('image.edit.title')}
      action={t('image.save')}
      isComplete={patch.length > 0}
      isPending={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={() => change.mutate(patch, { onSuccess: onClose })}
    >
      <TextField label={t('images.column.name')} value={form.name} onUpdate={(name) => set({ name })} />
      <TextField
        label={t('image.description')}
        lines={2}
        value={form.description}
        onUpdate={(description) => set({ description })}
      />
      <TextField
        label={t('image.tags')}
        hint={t('image.tags.hint')}
        value={form.tags}
        onUpdate={(tags) => set({ tags })}
      />
      <div className="ingot-columns">
        <NumberField
          label={t('image.minDisk')}
          unit={t('unit.gib')}
          min={0}
          value={form.minDisk}
          onUpdate={(minDisk) => set({ minDisk: minDisk ?? 0 })}
        />
        <NumberField
          label={t('image.minRam')}
          unit={t('unit.mib')}
          min={0}
          value={form.minRam}
          onUpdate={(minRam) => set({ minRam: minRam ?? 0 })}
        />
      </div>
      <SwitchField
        label={t('image.protected')}
        hint={t('image.protected.hint')}
        value={form.isProtected}
        onUpdate={(isProtected) => set({ isProtected })}
      />
    </FormDialog>
  );
}

function formOf(image: Image): Form {
  return {
    name: image.name ?? '',
    description: propertyOf(image, 'description') ?? '',
    tags: image.tags.join(', '),
    minDisk: image.min_disk,
    minRam: image.min_ram,
    isProtected: image.protected,
  };
}

/** Only what is another one than before: what others change meanwhile stays. */
function patchOf(image: Image, form: Form): ImagePatch {
  const before = formOf(image);
  const description = form.description.trim();
  return [
    ...(form.name === before.name ? [] : [{ op: 'replace', name: 'name', value: form.name } as const]),
    ...(form.minDisk === before.minDisk ? [] : [{ op: 'replace', name: 'min_disk', value: form.minDisk } as const]),
    ...(form.minRam === before.minRam ? [] : [{ op: 'replace', name: 'min_ram', value: form.minRam } as const]),
    ...(form.isProtected === before.isProtected
      ? []
      : [{ op: 'replace', name: 'protected', value: form.isProtected } as const]),
    ...(form.tags === before.tags ? [] : [{ op: 'replace', name: 'tags', value: tagsOf(form.tags) } as const]),
    ...(description === before.description ? [] : [describe(description, before.description)]),
  ];
}

function describe(now: string, before: string): ImagePatch[number] {
  if (now === '') return { op: 'remove', name: 'description' };
  return { op: before === '' ? 'add' : 'replace', name: 'description', value: now };
}

function tagsOf(text: string): readonly string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
}
