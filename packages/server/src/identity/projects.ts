import { isAdmin, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { newProjectId, type ProjectId } from '../kernel/ids.ts';
import { forbidden, found, requireAdmin } from './access.ts';
import type { IdentityStore, IdentityWriter, ProjectFilter } from './identity-store.ts';
import { checkFree, checkName } from './names.ts';
import { readPage, type Page, type PageRequest } from './page.ts';
import type { Project } from './project.ts';

/** For administrators, except where said. */
export interface Projects {
  /** @throws IngotError `not-found` for an unknown domain; `conflict` when the name is taken there. */
  projectCreate(caller: Caller, project: NewProject): Promise<Project>;
  /** Also those on which the caller has a role. */
  projectGet(caller: Caller, id: ProjectId): Promise<Project>;
  /** Those on which a user has a role: for the user himself too. */
  projectList(caller: Caller, filter: ProjectFilter, page: PageRequest<ProjectId>): Promise<Page<Project>>;
  /** `revise` sees the project as it is, inside the transaction. */
  projectUpdate(caller: Caller, id: ProjectId, revise: (project: Project) => ProjectRevision): Promise<Project>;
  /** With its assignments and application credentials. */
  projectDelete(caller: Caller, id: ProjectId): Promise<void>;
}

export type NewProject = Omit<Project, 'id'>;
/** A project stays in its domain. */
export type ProjectRevision = Partial<Omit<NewProject, 'domainId'>>;

/** https://docs.openstack.org/api-ref/identity/v3/#project-tags */
const MAX_TAGS = 80;
const MAX_TAG_LENGTH = 255;

export function createProjects(store: IdentityStore): Projects {
  return {
    projectCreate: (caller, project) => {
      requireAdmin(caller);
      const created = checked({ id: newProjectId(), ...project });
      return store.write(async (writer) => {
        found(await writer.domainGet(created.domainId), 'domain', created.domainId);
        await refuseTaken(writer, created);
        await writer.projectInsert(created);
        return created;
      });
    },
    projectGet: async (caller, id) => {
      if (!isAdmin(caller) && caller.projectId !== id) {
        const roles = await store.assignedRoles(caller.userId, { kind: 'project', projectId: id });
        if (roles.length === 0) throw forbidden();
      }
      return found(await store.projectGet(id), 'project', id);
    },
    projectList: (caller, filter, page) => {
      if (!isAdmin(caller) && filter.assignedTo !== caller.userId) throw forbidden();
      // More than a project can have would match none, after a long search.
      if ((filter.tags?.length ?? 0) > MAX_TAGS) throw tooManyTags();
      return readPage(
        page,
        (marker) => store.projectGet(marker),
        (slice) => store.projectList(filter, slice),
      );
    },
    projectUpdate: (caller, id, revise) => {
      requireAdmin(caller);
      return store.write(async (writer) => {
        const project = found(await writer.projectGet(id), 'project', id);
        const updated = checked({ ...project, ...revise(project) });
        await refuseTaken(writer, updated);
        await writer.projectUpdate(updated);
        return updated;
      });
    },
    projectDelete: (caller, id) => {
      requireAdmin(caller);
      return store.write(async (writer) => {
        found(await writer.projectGet(id), 'project', id);
        await writer.projectDelete(id);
      });
    },
  };
}

async function refuseTaken(writer: IdentityWriter, { id, domainId, name }: Project): Promise<void> {
  checkFree('project', name, await writer.projectByName(domainId, name), id);
}

function checked(project: Project): Project {
  const tags = [...new Set(project.tags)].toSorted();
  if (tags.length > MAX_TAGS) throw tooManyTags();
  for (const tag of tags) {
    if (tag === '' || tag.length > MAX_TAG_LENGTH || /[,/]/.test(tag)) {
      throw new IngotError('invalid', `A tag has 1 to ${MAX_TAG_LENGTH} characters without comma and slash.`);
    }
  }
  return { ...project, name: checkName('project', project.name), tags };
}

function tooManyTags(): IngotError {
  return new IngotError('invalid', `A project has at most ${MAX_TAGS} tags.`);
}
