import type { RoleId } from '../kernel/ids.ts';

/** A name for a set of rights. The name is unique in the whole service. */
export interface Role {
  readonly id: RoleId;
  readonly name: string;
  readonly description: string;
}

/** Who has `priorId` has `impliedId` too. */
export interface RoleInference {
  readonly priorId: RoleId;
  readonly impliedId: RoleId;
}

/** `direct` and everything that it implies, however far. Inferences may form a circle. */
export function effectiveRoles(direct: Iterable<RoleId>, inferences: readonly RoleInference[]): ReadonlySet<RoleId> {
  const effective = new Set(direct);
  // A set visits what is added while it is walked.
  for (const role of effective) {
    for (const { priorId, impliedId } of inferences) {
      if (priorId === role) effective.add(impliedId);
    }
  }
  return effective;
}
