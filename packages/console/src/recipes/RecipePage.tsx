import { Play } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { EditRecipe } from './EditRecipe.tsx';
import { recipeQuery, useDeleteRecipe } from './recipe-queries.ts';
import { Runs } from './Runs.tsx';
import './messages.ts';

const RunRecipe = lazy(async () => ({ default: (await import('./RunRecipe.tsx')).RunRecipe }));

export function RecipePage(): ReactNode {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/images/recipes/$id' });
  const { data: recipe } = useSuspenseQuery(recipeQuery(id));
  const navigate = useNavigate();
  const remove = useDeleteRecipe();
  const [task, setTask] = useState<'run' | 'delete' | null>(null);
  const close = (): void => setTask(null);
  return (
    <section className="ingot-page">
      <Link to="/images/recipes" className="ingot-link">
        ← {t('section.recipes')}
      </Link>
      <PageHeader title={recipe.name}>
        <Button view="outlined-danger" onClick={() => setTask('delete')}>
          {t('recipes.delete')}
        </Button>
        <Button view="action" onClick={() => setTask('run')}>
          <Icon data={Play} />
          {t('recipes.run')}
        </Button>
      </PageHeader>
      <Runs recipe={id} />
      <EditRecipe key={id} recipe={recipe} />
      <Suspense>{task === 'run' ? <RunRecipe recipe={recipe} onClose={close} /> : null}</Suspense>
      <ConfirmDialog
        open={task === 'delete'}
        title={t('recipes.delete.title', { name: recipe.name })}
        text={t('recipes.delete.text')}
        action={t('recipes.delete')}
        isDangerous
        isPending={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => remove.mutate(id, { onSuccess: () => void navigate({ to: '/images/recipes' }) })}
      />
    </section>
  );
}
