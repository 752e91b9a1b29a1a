import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SteadySelect } from '../kit/form/SteadySelect.tsx';
import type { Session } from '../session/session.ts';

interface ProjectSearchProps {
  readonly session: Session;
  readonly isPending: boolean;
  readonly onChange: (project: string) => void;
}

/** For somebody with many projects: a list with a field to search it. */
export function ProjectSearch({ session: { project, projects }, isPending, onChange }: ProjectSearchProps): ReactNode {
  const { t } = useTranslation();
  return (
    <SteadySelect
      label={t('session.project')}
      aria-label={t('session.project')}
      filterable
      loading={isPending}
      value={[project.id]}
      options={projects.map(({ id, name }) => ({ value: id, content: name, text: name }))}
      onUpdate={([id]) => {
        if (id !== undefined && id !== project.id) onChange(id);
      }}
    />
  );
}
