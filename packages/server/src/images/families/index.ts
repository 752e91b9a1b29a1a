export { DEPRECATION_STATES, stateAt, type DeprecationState } from './deprecation-state.ts';
export type { Families } from './families.ts';
export * from './family.ts';
export { deprecationOf, familyOf, isOptimized, NOT_DEPRECATED, releasedAtOf, type Deprecation } from './image-facts.ts';
export { USES_SHOWN, type ImageDependant, type ImageUses } from './image-uses.ts';
