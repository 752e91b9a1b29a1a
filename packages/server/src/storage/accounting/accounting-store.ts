import type { TreeRoot } from '@ingot/chunk-store';
import type { ProjectId } from '../../kernel/ids.ts';
import type { FamilyAccount, HolderId, ProjectAccount, StoreAccount, TreeAccount } from './accounts.ts';
import type { TreeFigures } from './ledger.ts';

/** Where the figures are kept. They are replaced one by one, and what was not measured any more goes in the end. */
export interface AccountingStore {
  /** What a tree was found to reach, if that was after the given time. */
  treeFind(root: TreeRoot, measuredAfter: number): Promise<(TreeFigures & { readonly measuredAt: number }) | null>;
  treesWrite(accounts: readonly TreeAccount[]): Promise<void>;
  familiesWrite(accounts: readonly FamilyAccount[]): Promise<void>;
  projectsWrite(accounts: readonly ProjectAccount[]): Promise<void>;
  /** Ends a measurement: figures from before it are forgotten. */
  finish(account: StoreAccount): Promise<void>;

  treeAccountFind(holder: HolderId): Promise<TreeAccount | null>;
  /** Those that there are of a few. */
  treeAccountsFind(holders: readonly HolderId[]): Promise<readonly TreeAccount[]>;
  /** By name. @param after the family to go on after. */
  familyList(project: ProjectId, after: string | null, limit: number): Promise<readonly FamilyAccount[]>;
  projectFind(project: ProjectId): Promise<ProjectAccount | null>;
  storeFind(): Promise<StoreAccount | null>;
}
