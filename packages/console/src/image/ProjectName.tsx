import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session.ts';

/** A project by its name, where the reader may know it; strangers' projects tell him their ids only. */
export function ProjectName({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const { project, projects } = useSession();
  const known = project.id === id ? project : projects.find((one) => one.id === id);
  if (known) return known.name;
  return (
    <>
      {t('image.otherProject')} <code className="ingot-hash">{id}</code>
    </>
  );
}
