import { ROLES, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { newRoleId, type RoleId } from '../kernel/ids.ts';
import { found, requireAdmin } from './access.ts';
import type { IdentityReader, IdentityStore, RoleFilter } from './identity-store.ts';
import { checkFree, checkName } from './names.ts';
import { readPage, type Page, type PageRequest } from './page.ts';
import { effectiveRoles, type Role, type RoleInference } from './role.ts';

/** For administrators. The roles that Ingot gives a meaning to cannot be renamed or deleted. */
export interface Roles {
  roleCreate(caller: Caller, role: Omit<Role, 'id'>): Promise<Role>;
  roleGet(caller: Caller, id: RoleId): Promise<Role>;
  roleList(caller: Caller, filter: RoleFilter, page: PageRequest<RoleId>): Promise<Page<Role>>;
  roleUpdate(caller: Caller, id: RoleId, changes: Partial<Omit<Role, 'id'>>): Promise<Role>;
  /** Takes it from everybody. */
  roleDelete(caller: Caller, id: RoleId): Promise<void>;

  /** All, or those of one prior role. */
  roleInferenceList(caller: Caller, priorId?: RoleId): Promise<readonly NamedRoleInference[]>;
  roleInferenceGet(caller: Caller, inference: RoleInference): Promise<NamedRoleInference>;
  /** `forbidden` where `admin` would be implied: that would be a way to become one. */
  roleInferenceAdd(caller: Caller, inference: RoleInference): Promise<NamedRoleInference>;
  roleInferenceRemove(caller: Caller, inference: RoleInference): Promise<void>;
}

export interface NamedRoleInference {
  readonly prior: Role;
  readonly implied: Role;
}

export function createRoles(store: IdentityStore): Roles {
  return {
    roleCreate: (caller, role) => {
      requireAdmin(caller);
      const created: Role = { ...role, id: newRoleId(), name: checkName('role', role.name) };
      return store.write(async (writer) => {
        checkFree('role', created.name, await writer.roleByName(created.name), created.id);
        await writer.roleInsert(created);
        return created;
      });
    },
    roleGet: async (caller, id) => {
      requireAdmin(caller);
      return found(await store.roleGet(id), 'role', id);
    },
    roleList: (caller, filter, page) => {
      requireAdmin(caller);
      return readPage(
        page,
        (marker) => store.roleGet(marker),
        (slice) => store.roleList(filter, slice),
      );
    },
    roleUpdate: (caller, id, changes) => {
      requireAdmin(caller);
      return store.write(async (writer) => {
        const role = found(await writer.roleGet(id), 'role', id);
        const updated = { ...role, ...changes };
        if (updated.name !== role.name) refuseBuiltIn(role, 'renamed');
        checkFree('role', checkName('role', updated.name), await writer.roleByName(updated.name), id);
        await writer.roleUpdate(updated);
        return updated;
      });
    },
    roleDelete: (caller, id) => {
      requireAdmin(caller);
      return store.write(async (writer) => {
        refuseBuiltIn(found(await writer.roleGet(id), 'role', id), 'deleted');
        await writer.roleDelete(id);
      });
    },
    ...createRoleInferences(store),
  };
}

type RoleInferences = Pick<
  Roles,
  'roleInferenceList' | 'roleInferenceGet' | 'roleInferenceAdd' | 'roleInferenceRemove'
>;

function createRoleInferences(store: IdentityStore): RoleInferences {
  return {
    roleInferenceList: async (caller, priorId) => {
      requireAdmin(caller);
      if (priorId !== undefined) found(await store.roleGet(priorId), 'role', priorId);
      const inferences = await store.roleInferences();
      const wanted = inferences.filter((inference) => priorId === undefined || inference.priorId === priorId);
      return Promise.all(wanted.map((inference) => named(store, inference)));
    },
    roleInferenceGet: async (caller, inference) => {
      requireAdmin(caller);
      return existing(store, inference);
    },
    roleInferenceAdd: (caller, inference) => {
      requireAdmin(caller);
      return store.write(async (writer) => {
        const added = await named(writer, inference);
        const admin = await writer.roleByName('admin');
        const gained = effectiveRoles([inference.impliedId], await writer.roleInferences());
        if (admin !== null && gained.has(admin.id)) {
          throw new IngotError('forbidden', 'No role can imply the role admin.');
        }
        await writer.roleInferenceInsert(inference);
        return added;
      });
    },
    roleInferenceRemove: (caller, inference) => {
      requireAdmin(caller);
      return store.write(async (writer) => {
        await existing(writer, inference);
        await writer.roleInferenceDelete(inference);
      });
    },
  };
}

async function named(store: IdentityReader, { priorId, impliedId }: RoleInference): Promise<NamedRoleInference> {
  return {
    prior: found(await store.roleGet(priorId), 'role', priorId),
    implied: found(await store.roleGet(impliedId), 'role', impliedId),
  };
}

async function existing(store: IdentityReader, inference: RoleInference): Promise<NamedRoleInference> {
  const known = await store.roleInferences();
  const { priorId, impliedId } = inference;
  const match = known.find((one) => one.priorId === priorId && one.impliedId === impliedId) ?? null;
  return named(store, found(match, 'inference of roles', `${priorId} implies ${impliedId}`));
}

function refuseBuiltIn(role: Role, what: string): void {
  if (ROLES.some((name) => name === role.name)) {
    throw new IngotError('forbidden', `The role ${role.name} belongs to the service and cannot be ${what}.`);
  }
}
