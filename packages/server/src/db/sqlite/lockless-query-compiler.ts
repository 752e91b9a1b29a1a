import { SqliteQueryCompiler, type SelectModifierNode } from 'kysely';

/** What `select … for update` and its kin end in. */
const LOCKS: ReadonlySet<SelectModifierNode['modifier']> = new Set([
  'ForUpdate',
  'ForNoKeyUpdate',
  'ForShare',
  'ForKeyShare',
  'NoWait',
  'SkipLocked',
]);

/** Leaves out row locks, which SQLite does not know: it runs one transaction that writes at a time. */
export class LocklessQueryCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (!LOCKS.has(node.modifier)) super.visitSelectModifier(node);
  }
}
