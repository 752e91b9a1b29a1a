export { loadBuiltInDefinitions } from './built-in.ts';
export { createMetadefs } from './create-metadefs.ts';
export * from './entry.ts';
export * from './metadef-query.ts';
export * from './metadefs.ts';
export * from './namespace.ts';
