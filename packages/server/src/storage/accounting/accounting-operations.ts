import type { StoreUsage } from '@ingot/chunk-store';
import {
  contentOf,
  findVisible,
  stagedContentOf,
  type Image,
  type ImageFinder,
  type ImageStore,
} from '../../images/index.ts';
import { isAdmin, isReaderOf, type Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import { parseImageId, type ImageId, type ProjectId } from '../../kernel/ids.ts';
import { requireStorekeeper } from '../storage-policy.ts';
import type { AccountingStore } from './accounting-store.ts';
import type { FamilyAccount, StoreAccount } from './accounts.ts';

/** Figures of `accounts.ts`, in bytes. */
export interface Accounting {
  /**
   * What an image takes, for its owners: `not-found` for whoever may not know of it, `forbidden` for those that it is
   * shared with.
   */
  imageAccountGet(caller: Caller, id: ImageId): Promise<ImageStorage>;
  /** What images take that the caller has listed, as far as it was measured and is his to know. */
  imageAccountList(caller: Caller, images: readonly Image[]): Promise<ReadonlyMap<ImageId, Measured>>;
  /** What a project has. `not-found` for everybody else but administrators; zeros where there are no images. */
  projectAccountGet(caller: Caller, project: ProjectId): Promise<ProjectStorage>;
  /** By name. @throws as for the project. */
  familyAccountList(caller: Caller, project: ProjectId, query: FamilyQuery): Promise<FamilyPage>;
  /** The whole store: administrators only. */
  storeAccountGet(caller: Caller): Promise<WholeStorage>;
}

/** What was found by a measurement. */
export interface Measured {
  readonly stored: number;
  /** Within the project. */
  readonly unique: number;
  readonly measuredAt: number;
}

export interface ImageStorage {
  /** Known at once; null without data. */
  readonly logical: number | null;
  /** Null until its data have been measured. */
  readonly measured: Measured | null;
  /** For administrators, null for others: it tells what other projects store. */
  readonly acrossProjects: {
    /** Stored bytes that its upload added, known at once; null where that was not kept. */
    readonly added: number | null;
    readonly unique: number | null;
  } | null;
}

export interface ProjectStorage {
  /** Of images and of what is staged, known at once; the trash is not in it. */
  readonly logical: number;
  readonly measured: {
    readonly trashLogical: number;
    readonly snapshotLogical: number;
    readonly stored: number;
    /** Of those, what only volumes and snapshots reach. */
    readonly disksStored: number;
    readonly measuredAt: number;
  } | null;
  /** For administrators, null for others. */
  readonly acrossProjects: { readonly unique: number | null } | null;
}

export interface FamilyStorage extends Measured {
  /** Null for the images without one. */
  readonly family: string | null;
  readonly images: number;
  readonly logical: number;
  /** For administrators, null for others. */
  readonly acrossProjects: { readonly unique: number } | null;
}

export interface FamilyQuery {
  /** The family to go on after; empty for the images without one. */
  readonly after: string | null;
  readonly limit: number;
}

export interface FamilyPage {
  readonly items: readonly FamilyStorage[];
  readonly more: boolean;
}

export interface WholeStorage {
  readonly usage: StoreUsage;
  /** Null before the first measurement. */
  readonly account: StoreAccount | null;
}

export interface AccountingParts {
  readonly accounts: AccountingStore;
  readonly images: ImageFinder & Pick<ImageStore, 'usageFind'>;
  readonly usage: () => Promise<StoreUsage>;
}

export function accountingOperations({ accounts, images, usage }: AccountingParts): Accounting {
  return {
    imageAccountGet: async (caller, id) => {
      const { image } = await findVisible(images, caller, id);
      if (!maySeeAccounts(caller, image.ownerId)) {
        throw new IngotError('forbidden', `What image ${id} takes is shown to the project that owns it only.`);
      }
      const content = contentOf(image) ?? stagedContentOf(image);
      const account = await accounts.treeAccountFind(id);
      const measured = account && account.root === content?.root ? account : null;
      return {
        logical: content?.size ?? null,
        measured: measured && {
          stored: measured.stored,
          unique: measured.unique.withinProject,
          measuredAt: measured.measuredAt,
        },
        acrossProjects: forAdministrators(caller, {
          added: content?.newBytes ?? null,
          unique: measured?.unique.acrossProjects ?? null,
        }),
      };
    },

    imageAccountList: async (caller, listed) => {
      const roots = new Map(
        listed
          .filter(({ ownerId }) => maySeeAccounts(caller, ownerId))
          .map((image) => [image.id, contentOf(image)?.root] as const),
      );
      if (roots.size === 0) return new Map();
      const found = await accounts.treeAccountsFind([...roots.keys()]);
      return new Map(
        found.flatMap(({ holder, root, stored, unique, measuredAt }) => {
          const id = parseImageId(holder);
          if (id === null || roots.get(id) !== root) return [];
          return [[id, { stored, unique: unique.withinProject, measuredAt }]];
        }),
      );
    },

    projectAccountGet: async (caller, project) => {
      requireProject(caller, project);
      const { bytes, stagedBytes } = await images.usageFind(project);
      const account = await accounts.projectFind(project);
      return {
        logical: bytes + stagedBytes,
        measured: account && {
          trashLogical: account.trashLogical,
          snapshotLogical: account.snapshotLogical,
          disksStored: account.disksStored,
          stored: account.stored,
          measuredAt: account.measuredAt,
        },
        acrossProjects: forAdministrators(caller, { unique: account?.unique ?? null }),
      };
    },

    familyAccountList: async (caller, project, { after, limit }) => {
      requireProject(caller, project);
      const found = await accounts.familyList(project, after, limit + 1);
      const items = found.slice(0, limit).map((account) => familyStorage(caller, account));
      return { items, more: found.length > limit };
    },

    storeAccountGet: async (caller) => {
      requireStorekeeper(caller);
      return { usage: await usage(), account: await accounts.storeFind() };
    },
  };
}

function familyStorage(caller: Caller, account: FamilyAccount): FamilyStorage {
  const { family, images, logical, stored, unique, measuredAt } = account;
  return {
    family: family === '' ? null : family,
    images,
    logical,
    stored,
    unique: unique.withinProject,
    measuredAt,
    acrossProjects: forAdministrators(caller, { unique: unique.acrossProjects }),
  };
}

function maySeeAccounts(caller: Caller, project: ProjectId): boolean {
  return isAdmin(caller) || isReaderOf(caller, project);
}

function requireProject(caller: Caller, project: ProjectId): void {
  if (maySeeAccounts(caller, project)) return;
  throw new IngotError('not-found', `No project found with ID ${project}.`);
}

/**
 * That something is stored once less than expected tells that somebody else has it too: upload a file, look at the
 * figure, and know whether another project has that file. So nobody but administrators learns it.
 */
function forAdministrators<Figures>(caller: Caller, figures: Figures): Figures | null {
  return isAdmin(caller) ? figures : null;
}
