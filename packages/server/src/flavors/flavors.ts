import type { Caller } from '../kernel/caller.ts';
import type { FlavorId, ProjectId } from '../kernel/ids.ts';
import type { Architecture, DesktopType, Flavor, Hardware } from './flavor.ts';

/**
 * Everything that can be done with flavors. A project sees the built-in ones, everybody's, and its own; its members make
 * its own, administrators everybody's. Each operation fails with an `IngotError`: `not-found` where the caller may not know
 * of the flavor, `forbidden`, `invalid`, `conflict` when the name is taken.
 */
export interface Flavors {
  /**
   * The built-in ones first, then by name; all of them, which are `MOST_FLAVORS` of each kind at most. `forbidden` where a
   * project is named that the caller may not look into.
   */
  flavorList(caller: Caller, filter?: FlavorFilter): Promise<readonly Flavor[]>;
  flavorGet(caller: Caller, id: FlavorId): Promise<Flavor>;
  /** The flavor for something to be made by it; `invalid`, with the reasons, when it is not for such desktops. */
  flavorChoose(caller: Caller, id: FlavorId, desktop: DesktopType | null): Promise<Flavor>;
  /** `quota-exceeded` when there are `MOST_FLAVORS` already. */
  flavorCreate(caller: Caller, flavor: NewFlavor): Promise<Flavor>;
  /** What is left out stays. Machines that were made by it keep what they have. */
  flavorUpdate(caller: Caller, id: FlavorId, revision: FlavorRevision): Promise<Flavor>;
  /** Machines that were made by it keep what they have. */
  flavorDelete(caller: Caller, id: FlavorId): Promise<void>;
}

export interface FlavorFilter {
  readonly name?: string;
  /** Those for such desktops, and those for any. */
  readonly desktopType?: DesktopType;
  readonly architecture?: Architecture;
  /** What there is for this project; for that of the caller unless given. */
  readonly project?: ProjectId;
}

export type FlavorRevision = Partial<Hardware> &
  Partial<Pick<Flavor, 'name' | 'description' | 'desktopTypes' | 'model'>>;

export interface NewFlavor
  extends Pick<Flavor, 'name' | 'vcpus' | 'memoryMib'>, Omit<FlavorRevision, 'name' | 'vcpus' | 'memoryMib'> {
  /** Everybody's, which administrators make; else the project's. */
  readonly isPublic?: boolean;
}
