export * from './flavor.ts';
export * from './flavors.ts';
export { createFlavors } from './create-flavors.ts';
export { fitOnEndpoint } from './fit.ts';
