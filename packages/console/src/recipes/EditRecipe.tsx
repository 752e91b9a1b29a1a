import { Alert, Button } from '@gravity-ui/uikit';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { TextField } from '../kit/form/TextField.tsx';
import { Part } from '../kit/Part.tsx';
import { useSaveRecipe, type Recipe } from './recipe-queries.ts';

/** The text of a recipe, which becomes another revision when it is saved. */
export function EditRecipe({ recipe }: { readonly recipe: Recipe }): ReactNode {
  const { t } = useTranslation();
  const save = useSaveRecipe();
  // What others save meanwhile does not replace what is being typed.
  const [read, setRead] = useState(recipe);
  const [name, setName] = useState(recipe.name);
  const [document, setDocument] = useState(recipe.document);
  const isChanged = name.trim() !== read.name || document !== read.document;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ name: name.trim(), document, read }, { onSuccess: setRead });
  };
  const takeNewest = (): void => {
    setRead(recipe);
    setName(recipe.name);
    setDocument(recipe.document);
    save.reset();
  };
  return (
    <Part title={t('recipes.edit', { revision: read.revision })}>
      {recipe.revision > read.revision ? (
        <Alert
          theme="warning"
          message={t('recipes.newer', { revision: recipe.revision })}
          actions={<Button onClick={takeNewest}>{t('recipes.newer.show')}</Button>}
        />
      ) : null}
      <form className="ingot-stack" onSubmit={submit}>
        <TextField label={t('recipes.name')} value={name} onUpdate={setName} />
        <TextField
          label={t('recipes.document')}
          hint={t('recipes.document.hint')}
          value={document}
          onUpdate={setDocument}
          lines={16}
          isCode
        />
        {save.error ? <ErrorView error={save.error} /> : null}
        <span className="ingot-row">
          <Button type="submit" view="action" loading={save.isPending} disabled={!isChanged || name.trim() === ''}>
            {t('recipes.save')}
          </Button>
        </span>
      </form>
    </Part>
  );
}
