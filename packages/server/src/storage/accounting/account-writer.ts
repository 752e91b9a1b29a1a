import type { AccountingStore } from './accounting-store.ts';
import type { FamilyAccount, ProjectAccount, StoreAccount, TreeAccount } from './accounts.ts';
import { SHELVES, type Ledger, type LedgerContent } from './ledger.ts';

/** Rows written in one transaction. */
const BATCH = 500;

/** What one content adds to a sum; `Sum` is any record of numbers. */
type Mutable<Sum> = { -readonly [Key in keyof Sum]: Sum[Key] };

/**
 * Adds up what the contents of a ledger were credited with, in their order, one family and one project in hand at a time,
 * and writes it down.
 */
export async function writeAccounts(
  store: AccountingStore,
  ledger: Ledger,
  measuredAt: number,
  signal: AbortSignal,
): Promise<StoreAccount> {
  const trees = new Batches<TreeAccount>((accounts) => store.treesWrite(accounts));
  const families = new Batches<FamilyAccount>((accounts) => store.familiesWrite(accounts));
  const projects = new Batches<ProjectAccount>((accounts) => store.projectsWrite(accounts));
  const total = { contents: 0, unreadable: 0, logical: 0, plain: 0, stored: 0, measuredAt };
  let family: Mutable<FamilyAccount> | null = null;
  let project: Mutable<ProjectAccount> | null = null;
  for (const content of ledger.contents()) {
    signal.throwIfAborted();
    if (project?.projectId !== content.project) {
      if (project) await projects.add(project);
      project = emptyProject(content, measuredAt);
    }
    if (family && !isOfFamily(content, family)) {
      await families.add(family);
      family = null;
    }
    if (content.shelf === SHELVES.images) {
      family ??= emptyFamily(content, measuredAt);
      addToFamily(family, content);
    }
    const account = hasAccount(content) ? treeAccount(content, measuredAt) : null;
    if (account) await trees.add(account);
    addToProject(project, content);
    total.contents += 1;
    total.unreadable += content.stored === null ? 1 : 0;
    total.logical += content.size;
    total.plain += content.total_plain;
    total.stored += content.total_stored;
  }
  if (family) await families.add(family);
  if (project) await projects.add(project);
  for (const batches of [trees, families, projects]) await batches.flush();
  await store.finish(total);
  return total;
}

/** What is deleted for itself, and not yet. */
function hasAccount({ shelf, place }: LedgerContent): boolean {
  return shelf !== SHELVES.trash && place !== 'view' && place !== 'export';
}

function treeAccount(content: LedgerContent, measuredAt: number): TreeAccount | null {
  const { holder, root, size, stored, plain, tree_measured_at: treeMeasuredAt } = content;
  if (stored === null || plain === null || treeMeasuredAt === null) return null;
  // What is stored was found out before, perhaps, and chunks may have been compressed since.
  const unique = {
    withinProject: Math.min(stored, content.own_unique_content),
    acrossProjects: Math.min(stored, content.unique_content),
  };
  return { holder, root, logical: size, stored, plain, unique, measuredAt, treeMeasuredAt };
}

function emptyFamily({ project, family }: LedgerContent, measuredAt: number): Mutable<FamilyAccount> {
  const unique = { withinProject: 0, acrossProjects: 0 };
  return { projectId: project, family, images: 0, logical: 0, stored: 0, unique, measuredAt };
}

function isOfFamily(content: LedgerContent, { projectId, family }: FamilyAccount): boolean {
  return content.project === projectId && content.family === family && content.shelf === SHELVES.images;
}

function addToFamily(family: Mutable<FamilyAccount>, content: LedgerContent): void {
  family.images += isImage(content) ? 1 : 0;
  family.logical += content.size;
  family.stored += content.group_stored;
  family.unique = {
    withinProject: family.unique.withinProject + content.own_unique_group,
    acrossProjects: family.unique.acrossProjects + content.unique_group,
  };
}

function emptyProject({ project }: LedgerContent, measuredAt: number): Mutable<ProjectAccount> {
  const nothing = { images: 0, logical: 0, trashLogical: 0, snapshotLogical: 0, stored: 0, disksStored: 0, unique: 0 };
  return { projectId: project, ...nothing, measuredAt };
}

function addToProject(project: Mutable<ProjectAccount>, content: LedgerContent): void {
  project.images += isImage(content) ? 1 : 0;
  project.logical += content.size;
  project.trashLogical += content.shelf === SHELVES.trash ? content.size : 0;
  project.snapshotLogical += content.place === 'snapshot' ? content.size : 0;
  project.stored += content.project_stored;
  // They come last in their project: what they are the first to reach, no image does.
  project.disksStored += content.shelf === SHELVES.disks ? content.project_stored : 0;
  project.unique += content.unique_project;
}

function isImage({ place }: LedgerContent): boolean {
  return place === 'content' || place === 'staged';
}

class Batches<Account> {
  readonly #write: (accounts: readonly Account[]) => Promise<void>;
  #held: Account[] = [];

  constructor(write: (accounts: readonly Account[]) => Promise<void>) {
    this.#write = write;
  }

  async add(account: Account): Promise<void> {
    this.#held.push(account);
    if (this.#held.length === BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    const accounts = this.#held;
    this.#held = [];
    if (accounts.length > 0) await this.#write(accounts);
  }
}
