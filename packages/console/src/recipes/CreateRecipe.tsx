import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useSaveRecipe } from './recipe-queries.ts';
import './messages.ts';

/** What a new recipe begins with. */
const BEGINNING = `recipe: 1
base: {family: debian-12}
machine: {flavor: vdi-low}
variables:
  contact: {default: admin@example.org}
steps:
  - name: Say who built it
    script: |
      printf 'contact=%s\\n' "$contact" >/etc/image-build
publish:
  name: Linux server
`;

export function CreateRecipe({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const save = useSaveRecipe();
  const [name, setName] = useState('');
  const [document, setDocument] = useState(BEGINNING);
  return (
    <FormDialog
      open
      size="l"
      title={t('recipes.create.title')}
      action={t('recipes.create')}
      isComplete={name.trim() !== '' && document.trim() !== ''}
      isPending={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() =>
        save.mutate(
          { name: name.trim(), document, read: null },
          { onSuccess: ({ id }) => void navigate({ to: '/images/recipes/$id', params: { id } }) },
        )
      }
    >
      <TextField label={t('recipes.name')} value={name} onUpdate={setName} />
      <TextField
        label={t('recipes.document')}
        hint={t('recipes.document.hint')}
        value={document}
        onUpdate={setDocument}
        lines={16}
        isCode
      />
    </FormDialog>
  );
}
