import { newProjectId, type ProjectId } from '../kernel/ids.ts';
import { ensureDomains } from './bootstrap.ts';
import { DEFAULT_DOMAIN_ID } from './domain.ts';
import type { IdentityStore } from './identity-store.ts';
import type { Project } from './project.ts';

const NOBODYS = 'recovered';

export interface ProjectRecovery {
  /** The project that the first administrator was given; null while there is none of that name. */
  firstProject(): Promise<ProjectId | null>;
  /** For a record that outlives the database. Null when there is no such project. */
  projectName(id: ProjectId): Promise<string | null>;
  /**
   * Makes a project again that something still belongs to, under its old id; nobody has a role in it. For a database that
   * was lost: to be called before the administrator is made, whose old project then is taken up again.
   *
   * @param project.name null when it is not known. Where it is taken the id is added to it.
   * @returns false when there is such a project.
   */
  projectRecover(project: { readonly id: ProjectId; readonly name: string | null }): Promise<boolean>;
  /** Whose what is nobody's any more is: the project `admin`, or where that has gone one that is made for it. */
  administratorProject(): Promise<ProjectId>;
}

export function createProjectRecovery(store: IdentityStore): ProjectRecovery {
  return {
    firstProject: async () => (await store.projectByName(DEFAULT_DOMAIN_ID, 'admin'))?.id ?? null,

    projectName: async (id) => (await store.projectGet(id))?.name ?? null,

    projectRecover: ({ id, name }) =>
      store.write(async (writer) => {
        await ensureDomains(writer);
        if ((await writer.projectGet(id)) !== null) return false;
        const wanted = name ?? `recovered-${id}`;
        const isTaken = (await writer.projectByName(DEFAULT_DOMAIN_ID, wanted)) !== null;
        // Names have 64 characters, and ids not more.
        await writer.projectInsert(recovered(id, isTaken ? `recovered-${id}`.slice(0, 64) : wanted));
        return true;
      }),

    administratorProject: () =>
      store.write(async (writer) => {
        for (const name of ['admin', NOBODYS]) {
          const known = await writer.projectByName(DEFAULT_DOMAIN_ID, name);
          if (known) return known.id;
        }
        const project = recovered(newProjectId(), NOBODYS);
        await writer.projectInsert(project);
        return project.id;
      }),
  };
}

function recovered(id: ProjectId, name: string): Project {
  return { id, domainId: DEFAULT_DOMAIN_ID, name, description: 'Recovered with its images', enabled: true, tags: [] };
}
