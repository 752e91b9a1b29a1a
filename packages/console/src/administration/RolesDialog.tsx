import { Button, Dialog, Label, Skeleton, Text } from '@gravity-ui/uikit';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { SelectField } from '../kit/form/SelectField.tsx';
import {
  assignmentsQuery,
  projectsQuery,
  rolesQuery,
  useChangeRole,
  type Assignment,
  type User,
} from './identity-queries.ts';

interface RolesDialogProps {
  readonly user: User;
  readonly onClose: () => void;
}

/** What a user may do in which project: each change takes effect at once. */
export function RolesDialog({ user, onClose }: RolesDialogProps): ReactNode {
  const { t } = useTranslation();
  const title = t('user.roles.title', { name: user.name });
  const { data: assignments, error } = useQuery(assignmentsQuery(user.id));
  const change = useChangeRole(user.id);
  const given = assignments?.filter(({ scope }) => scope.project !== undefined) ?? [];
  const failure = error ?? change.error;
  return (
    <Dialog open maxWidth="m" fullWidth onClose={onClose} aria-label={title}>
      <Dialog.Header caption={title} />
      <Dialog.Body>
        <div className="ingot-stack">
          {assignments === undefined && error === null ? <Skeleton className="ingot-lines" /> : null}
          {assignments !== undefined && given.length === 0 ? (
            <Text color="secondary">{t('user.roles.none')}</Text>
          ) : null}
          <ul className="ingot-list">
            {given.map((assignment) => (
              <Given
                key={assignment.links.assignment}
                assignment={assignment}
                isPending={change.isPending}
                onTake={(project, role) => change.mutate({ project, role, isGiven: false })}
              />
            ))}
          </ul>
          <NewRole
            isPending={change.isPending}
            onGive={(project, role) => change.mutate({ project, role, isGiven: true })}
          />
          {failure ? <ErrorView error={failure} /> : null}
        </div>
      </Dialog.Body>
      <Dialog.Footer textButtonCancel={t('dialog.close')} onClickButtonCancel={onClose} />
    </Dialog>
  );
}

type RoleHandler = (project: string, role: string) => void;

interface GivenProps {
  readonly assignment: Assignment;
  readonly isPending: boolean;
  readonly onTake: RoleHandler;
}

function Given({ assignment: { scope, role }, isPending, onTake }: GivenProps): ReactNode {
  const { t } = useTranslation();
  const project = scope.project?.name ?? scope.project?.id ?? '';
  const name = role.name ?? role.id ?? '';
  return (
    <li className="ingot-row ingot-row_spread">
      <span className="ingot-row">
        {project}
        <Label>{name}</Label>
      </span>
      <Button
        size="s"
        loading={isPending}
        aria-label={t('user.roles.takeOf', { role: name, project })}
        onClick={() => onTake(scope.project?.id ?? '', role.id ?? '')}
      >
        {t('user.roles.take')}
      </Button>
    </li>
  );
}

function NewRole({ isPending, onGive }: { readonly isPending: boolean; readonly onGive: RoleHandler }): ReactNode {
  const { t } = useTranslation();
  const projects = useInfiniteQuery(projectsQuery);
  const { data: roles = [] } = useQuery(rolesQuery);
  const [project, setProject] = useState<string | null>(null);
  const [role, setRole] = useState<string | null>(null);
  const known = projects.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="ingot-columns">
      <SelectField
        label={t('session.project')}
        choices={known.map(({ id, name }) => ({ value: id, text: name }))}
        value={project}
        onUpdate={setProject}
        isLoading={projects.isPending}
      />
      <SelectField
        label={t('user.role')}
        choices={roles.map(({ id, name }) => ({ value: id, text: name }))}
        value={role}
        onUpdate={setRole}
      />
      <Button
        disabled={project === null || role === null}
        loading={isPending}
        onClick={() => {
          if (project !== null && role !== null) onGive(project, role);
        }}
      >
        {t('user.roles.give')}
      </Button>
    </div>
  );
}
