import type { AccountingStore } from './accounting-store.ts';
import type { FamilyAccount, ImageAccount, ProjectAccount, StoreAccount } from './accounts.ts';
import type { Ledger, LedgerContent } from './ledger.ts';

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
  const images = new Batches<ImageAccount>((accounts) => store.imagesWrite(accounts));
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
    if (content.in_trash === 0) {
      family ??= emptyFamily(content, measuredAt);
      addToFamily(family, content);
      const account = imageAccount(content, measuredAt);
      if (account && content.place !== 'view') await images.add(account);
    }
    addToProject(project, content);
    total.contents += 1;
    total.unreadable += content.stored === null ? 1 : 0;
    total.logical += content.size;
    total.plain += content.total_plain;
    total.stored += content.total_stored;
  }
  if (family) await families.add(family);
  if (project) await projects.add(project);
  for (const batches of [images, families, projects]) await batches.flush();
  await store.finish(total);
  return total;
}

function imageAccount(content: LedgerContent, measuredAt: number): ImageAccount | null {
  const { image, root, size, stored, plain, tree_measured_at: treeMeasuredAt } = content;
  if (stored === null || plain === null || treeMeasuredAt === null) return null;
  // What is stored was found out before, perhaps, and chunks may have been compressed since.
  const unique = {
    withinProject: Math.min(stored, content.own_unique_image),
    acrossProjects: Math.min(stored, content.unique_image),
  };
  return { imageId: image, root, logical: size, stored, plain, unique, measuredAt, treeMeasuredAt };
}

function emptyFamily({ project, family }: LedgerContent, measuredAt: number): Mutable<FamilyAccount> {
  const unique = { withinProject: 0, acrossProjects: 0 };
  return { projectId: project, family, images: 0, logical: 0, stored: 0, unique, measuredAt };
}

function isOfFamily(content: LedgerContent, { projectId, family }: FamilyAccount): boolean {
  return content.project === projectId && content.family === family && content.in_trash === 0;
}

function addToFamily(family: Mutable<FamilyAccount>, content: LedgerContent): void {
  family.images += content.place === 'view' ? 0 : 1;
  family.logical += content.size;
  family.stored += content.group_stored;
  family.unique = {
    withinProject: family.unique.withinProject + content.own_unique_group,
    acrossProjects: family.unique.acrossProjects + content.unique_group,
  };
}

function emptyProject({ project }: LedgerContent, measuredAt: number): Mutable<ProjectAccount> {
  return { projectId: project, images: 0, logical: 0, trashLogical: 0, stored: 0, unique: 0, measuredAt };
}

function addToProject(project: Mutable<ProjectAccount>, content: LedgerContent): void {
  project.images += content.in_trash === 0 && content.place !== 'view' ? 1 : 0;
  project.logical += content.size;
  project.trashLogical += content.in_trash === 0 ? 0 : content.size;
  project.stored += content.project_stored;
  project.unique += content.unique_project;
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
