import { isAdmin, isMemberOf, isReaderOf, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { newFlavorId, type FlavorId, type ProjectId } from '../kernel/ids.ts';
import { BUILT_IN_FLAVORS } from './built-in.ts';
import { checkFlavor } from './check-flavor.ts';
import { misfitsOfDesktop } from './fit.ts';
import type { CustomFlavor, FlavorStore } from './flavor-store.ts';
import { MOST_FLAVORS, type Flavor } from './flavor.ts';
import type { FlavorFilter, Flavors } from './flavors.ts';

/** Puts the domain together. */
export function createFlavors({ store }: { readonly store: FlavorStore }): Flavors {
  const find = async (caller: Caller, id: FlavorId): Promise<Flavor> => {
    const flavor = BUILT_IN_FLAVORS.find((one) => one.id === id) ?? (await store.flavorFind(id));
    if (!flavor || !maySee(caller, flavor)) throw notFound(id);
    return flavor;
  };
  return {
    flavorList: async (caller, filter = {}) => {
      const project = listedProject(caller, filter.project);
      return [...BUILT_IN_FLAVORS, ...(await store.flavorList(project))].filter((flavor) => matches(flavor, filter));
    },

    flavorGet: find,

    flavorChoose: async (caller, id, desktop) => {
      const flavor = await find(caller, id);
      const misfits = desktop === null ? [] : misfitsOfDesktop(flavor, desktop);
      if (misfits.length === 0) return flavor;
      const reasons = misfits.map(({ reason }) => reason).join(' ');
      throw new IngotError('invalid', `Flavor ${flavor.name} does not fit: ${reasons}`);
    },

    flavorCreate: async (caller, { isPublic = false, ...wanted }) => {
      const flavor = checked({
        id: newFlavorId(),
        projectId: isPublic ? forEverybody(caller) : projectOf(caller),
        builtIn: false,
        description: wanted.description ?? null,
        name: wanted.name,
        desktopTypes: wanted.desktopTypes ?? [],
        model: wanted.model ?? null,
        architecture: wanted.architecture ?? 'x86_64',
        vcpus: wanted.vcpus,
        memoryMib: wanted.memoryMib,
        systemDiskGib: wanted.systemDiskGib ?? 0,
        dataDiskGib: wanted.dataDiskGib ?? 0,
      });
      const refusal = await store.flavorAdd(flavor, MOST_FLAVORS);
      if (refusal === 'name-taken') throw nameTaken(flavor.name);
      if (refusal === 'too-many') {
        throw new IngotError('quota-exceeded', `There are ${MOST_FLAVORS} flavors already; delete some first.`);
      }
      return flavor;
    },

    flavorUpdate: async (caller, id, revision) => {
      requireChangeable(caller, await find(caller, id));
      const flavor = await store.flavorRevise(id, (before) => checked({ ...before, ...revision }));
      if (flavor === null) throw notFound(id);
      if (flavor === 'name-taken') throw nameTaken(revision.name ?? id);
      return flavor;
    },

    flavorDelete: async (caller, id) => {
      requireChangeable(caller, await find(caller, id));
      await store.flavorRemove(id);
    },
  };
}

function maySee(caller: Caller, { projectId }: Flavor): boolean {
  return projectId === null || isAdmin(caller) || isReaderOf(caller, projectId);
}

/** Whose flavors a list has beside those of everybody; null: nobody's. @throws `forbidden`. */
function listedProject(caller: Caller, wanted: ProjectId | undefined): ProjectId | null {
  if (wanted === undefined) return isReaderOf(caller, caller.projectId) ? caller.projectId : null;
  if (isAdmin(caller) || isReaderOf(caller, wanted)) return wanted;
  throw new IngotError('forbidden', `This takes the role reader in project ${wanted}.`);
}

function matches(flavor: Flavor, { name, desktopType, architecture }: FlavorFilter): boolean {
  const { desktopTypes } = flavor;
  return (
    (name === undefined || flavor.name === name) &&
    (architecture === undefined || flavor.architecture === architecture) &&
    (desktopType === undefined || desktopTypes.length === 0 || desktopTypes.includes(desktopType))
  );
}

/** @throws `forbidden` to those who may only see it; `conflict` for one that is part of the product. */
function requireChangeable(caller: Caller, { builtIn, projectId, id }: Flavor): void {
  if (!isAdmin(caller) && !(projectId !== null && isMemberOf(caller, projectId))) {
    throw new IngotError(
      'forbidden',
      projectId === null
        ? 'Only administrators change the flavors of everybody; make a flavor of your project.'
        : `This takes the role member in project ${projectId}.`,
    );
  }
  if (builtIn) {
    throw new IngotError('conflict', `Flavor ${id} is part of the product and stays as it is; make one of your own.`);
  }
}

function forEverybody(caller: Caller): null {
  if (isAdmin(caller)) return null;
  throw new IngotError('forbidden', 'Only administrators make flavors for everybody; make one for your project.');
}

function projectOf(caller: Caller): ProjectId {
  const { projectId } = caller;
  if (projectId === null) throw new IngotError('forbidden', 'A flavor belongs to a project: ask for a token of one.');
  if (isAdmin(caller) || isMemberOf(caller, projectId)) return projectId;
  throw new IngotError('forbidden', `This takes the role member in project ${projectId}.`);
}

/** @throws `invalid`; `conflict` for the name of a built-in one. */
function checked(flavor: CustomFlavor): CustomFlavor {
  checkFlavor(flavor);
  if (BUILT_IN_FLAVORS.some(({ name }) => name === flavor.name)) throw nameTaken(flavor.name);
  return flavor;
}

function notFound(id: FlavorId): IngotError {
  return new IngotError('not-found', `Flavor ${id} could not be found.`);
}

function nameTaken(name: string): IngotError {
  return new IngotError('conflict', `There is a flavor named ${name} already; choose another name.`);
}
