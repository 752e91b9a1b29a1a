import { Plus } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ImageField } from '../images/ImageField.tsx';
import { SwitchField } from '../kit/form/SwitchField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useRunRecipe, type Recipe } from './recipe-queries.ts';
import { VariableFields, type Variable } from './VariableFields.tsx';
import './messages.ts';

interface RunRecipeProps {
  readonly recipe: Recipe;
  readonly onClose: () => void;
}

/** Asks for what a run is told: on what it builds, its variables, and its secrets, which are kept nowhere. */
export function RunRecipe({ recipe, onClose }: RunRecipeProps): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const run = useRunRecipe();
  const [hasBase, setHasBase] = useState(false);
  const [image, setImage] = useState<string | null>(null);
  const [variables, setVariables] = useState<readonly Variable[]>([]);
  const named = variables.filter(({ name }) => name.trim() !== '');
  const body = {
    recipe: recipe.id,
    variables: Object.fromEntries(named.map(({ name, value }) => [name.trim(), value])),
    ...(hasBase && image !== null && { base: { image } }),
  };
  return (
    <FormDialog
      open
      title={t('recipes.run.title', { name: recipe.name })}
      action={t('recipes.run')}
      isComplete={!hasBase || image !== null}
      isPending={run.isPending}
      error={run.error}
      onClose={onClose}
      onSubmit={() =>
        run.mutate(body, {
          onSuccess: ({ id }) => void navigate({ to: '/images/recipes/runs/$id', params: { id } }),
        })
      }
    >
      <SwitchField
        label={t('recipes.run.otherBase')}
        hint={t('recipes.run.otherBase.hint')}
        value={hasBase}
        onUpdate={setHasBase}
      />
      {hasBase ? <ImageField label={t('recipes.run.base')} kind="disk" value={image} onUpdate={setImage} /> : null}
      <VariableFields variables={variables} onUpdate={setVariables} />
      <span className="ingot-row">
        <Button onClick={() => setVariables([...variables, { name: '', value: '', isSecret: false }])}>
          <Icon data={Plus} />
          {t('recipes.run.variable')}
        </Button>
        <Button onClick={() => setVariables([...variables, { name: '', value: '', isSecret: true }])}>
          <Icon data={Plus} />
          {t('recipes.run.secret')}
        </Button>
      </span>
    </FormDialog>
  );
}
