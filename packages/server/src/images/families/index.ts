export { DEPRECATION_STATES, stateAt } from './deprecation-state.ts';
export type { Families } from './families.ts';
export * from './family.ts';
export { deprecationOf, familyOf, isOptimized, NOT_DEPRECATED, releasedAtOf, withoutFacts } from './image-facts.ts';
