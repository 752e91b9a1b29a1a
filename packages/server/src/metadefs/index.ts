export { loadBuiltInDefinitions, type BuiltInLoad } from './built-in.ts';
export { createMetadefs } from './create-metadefs.ts';
export * from './entry.ts';
export * from './metadef-query.ts';
export type { MetadefStore } from './metadef-store.ts';
export * from './metadefs.ts';
export * from './namespace.ts';
