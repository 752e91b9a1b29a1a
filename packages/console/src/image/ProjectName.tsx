import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { useSession } from '../session/session.ts';

function projectQuery(id: string) {
  return queryOptions({
    queryKey: ['project', id],
    queryFn: ({ signal }) =>
      client.call('get', '/identity/v3/projects/{project_id}', { path: { project_id: id }, signal }),
  });
}

/** A project by its name, where the reader may know it; strangers' projects tell him their ids only. */
export function ProjectName({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const { project, projects, roles, identityUrl } = useSession();
  const known = project.id === id ? project : projects.find((one) => one.id === id);
  // Administrators may ask for any project that is kept here.
  const { data: asked } = useQuery({
    ...projectQuery(id),
    enabled: !known && roles.includes('admin') && identityUrl === null,
  });
  const name = known?.name ?? asked?.project.name;
  if (name !== undefined) return name;
  return (
    <>
      {t('image.otherProject')} <code className="ingot-hash">{id}</code>
    </>
  );
}
