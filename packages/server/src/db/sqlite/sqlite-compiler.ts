import { SqliteQueryCompiler, ValueNode, type LimitNode, type SelectModifierNode } from 'kysely';

/** What `select … for update` and its kin end in. */
const LOCKS: ReadonlySet<SelectModifierNode['modifier']> = new Set([
  'ForUpdate',
  'ForNoKeyUpdate',
  'ForShare',
  'ForKeyShare',
  'NoWait',
  'SkipLocked',
]);

/** SQL as SQLite takes it, and runs it well. */
export class SqliteCompiler extends SqliteQueryCompiler {
  /** Leaves out row locks, which SQLite does not know: it runs one transaction that writes at a time. */
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (!LOCKS.has(node.modifier)) super.visitSelectModifier(node);
  }

  /**
   * A limit is part of the text. SQLite plans by the value of a bound one, so it prepares the statement anew whenever one is
   * bound, which takes longer than most statements run (`sqlite3ExprIsInteger` and `expmask` in its sources).
   */
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node;
    if (ValueNode.is(limit) && Number.isSafeInteger(limit.value)) this.append(`limit ${String(limit.value)}`);
    else super.visitLimit(node);
  }
}
