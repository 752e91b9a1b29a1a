import { isAdmin, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { newDomainId, type DomainId } from '../kernel/ids.ts';
import { forbidden, found, requireAdmin } from './access.ts';
import { DEFAULT_DOMAIN_ID, USERS_DOMAIN_ID, type Domain } from './domain.ts';
import type { DomainFilter, IdentityStore } from './identity-store.ts';
import { checkFree, checkName } from './names.ts';
import { readPage, type Page, type PageRequest } from './page.ts';

/** For administrators, except where said. */
export interface Domains {
  domainCreate(caller: Caller, domain: NewDomain): Promise<Domain>;
  /** Also one's own and the one that the token is for. */
  domainGet(caller: Caller, id: DomainId): Promise<Domain>;
  /** Those on which a user has a role: for the user himself too. */
  domainList(caller: Caller, filter: DomainFilter, page: PageRequest<DomainId>): Promise<Page<Domain>>;
  domainUpdate(caller: Caller, id: DomainId, changes: Partial<NewDomain>): Promise<Domain>;
  /** With everything in it. `forbidden` while it is enabled, and for those that Ingot itself relies on. */
  domainDelete(caller: Caller, id: DomainId): Promise<void>;
}

export type NewDomain = Omit<Domain, 'id'>;

export function createDomains(store: IdentityStore): Domains {
  return {
    domainCreate: (caller, domain) => {
      requireAdmin(caller);
      const created: Domain = { id: newDomainId(), ...domain, name: checkName('domain', domain.name) };
      return store.write(async (writer) => {
        checkFree('domain', created.name, await writer.domainByName(created.name), created.id);
        await writer.domainInsert(created);
        return created;
      });
    },
    domainGet: async (caller, id) => {
      if (caller.domainId !== id && caller.userDomainId !== id) requireAdmin(caller);
      return found(await store.domainGet(id), 'domain', id);
    },
    domainList: (caller, filter, page) => {
      if (!isAdmin(caller) && filter.assignedTo !== caller.userId) throw forbidden();
      return readPage(
        page,
        (marker) => store.domainGet(marker),
        (slice) => store.domainList(filter, slice),
      );
    },
    domainUpdate: (caller, id, changes) => {
      requireAdmin(caller);
      return store.write(async (writer) => {
        const updated = { ...found(await writer.domainGet(id), 'domain', id), ...changes };
        if (!updated.enabled) refuseBuiltIn(id, 'disabled');
        checkFree('domain', checkName('domain', updated.name), await writer.domainByName(updated.name), id);
        await writer.domainUpdate(updated);
        return updated;
      });
    },
    domainDelete: (caller, id) => {
      requireAdmin(caller);
      return store.write(async (writer) => {
        const domain = found(await writer.domainGet(id), 'domain', id);
        refuseBuiltIn(id, 'deleted');
        if (domain.enabled) {
          throw new IngotError('forbidden', 'An enabled domain cannot be deleted; disable it first.');
        }
        await writer.domainDelete(id);
      });
    },
  };
}

function refuseBuiltIn(id: DomainId, what: string): void {
  if (id === DEFAULT_DOMAIN_ID || id === USERS_DOMAIN_ID) {
    throw new IngotError('forbidden', `The domain ${id} belongs to the service and cannot be ${what}.`);
  }
}
