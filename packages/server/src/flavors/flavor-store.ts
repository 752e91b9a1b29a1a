import type { FlavorId, ProjectId } from '../kernel/ids.ts';
import type { Flavor } from './flavor.ts';

/** A custom flavor: the built-in ones are in no store. */
export type CustomFlavor = Flavor & { readonly builtIn: false };

/** Where custom flavors are kept. */
export interface FlavorStore {
  /** Everybody's, and those of the project if one is given; by name. */
  flavorList(project: ProjectId | null): Promise<readonly CustomFlavor[]>;
  flavorFind(id: FlavorId): Promise<CustomFlavor | null>;
  /** @param most that its project, or everybody, may have. @returns what keeps it from being added, if anything. */
  flavorAdd(flavor: CustomFlavor, most: number): Promise<'name-taken' | 'too-many' | null>;
  /** @param revise may run twice. @returns the flavor as it is now; null when there is none. */
  flavorRevise(
    id: FlavorId,
    revise: (flavor: CustomFlavor) => CustomFlavor,
  ): Promise<CustomFlavor | 'name-taken' | null>;
  /** Does nothing when there is none. */
  flavorRemove(id: FlavorId): Promise<void>;
}
