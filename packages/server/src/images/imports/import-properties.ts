import { RESERVED_PREFIX } from '../image-attributes.ts';
import { STORE_NAME } from '../image-settings.ts';

/**
 * The properties by which clients follow an import (Glance's interoperable image import): lists of stores, of which
 * there is one. Only Ingot writes them.
 */
const IMPORTING = `${RESERVED_PREFIX}_importing_to_stores`;
const FAILED = `${RESERVED_PREFIX}_failed_import`;

type Properties = Readonly<Record<string, string>>;

export function withImporting(properties: Properties): Properties {
  return { ...withoutImport(properties), [IMPORTING]: STORE_NAME };
}

export function withFailedImport(properties: Properties): Properties {
  return { ...withoutImport(properties), [FAILED]: STORE_NAME };
}

/** The same object when there is nothing to take out. */
export function withoutImport(properties: Properties): Properties {
  if (!(IMPORTING in properties) && !(FAILED in properties)) return properties;
  return Object.fromEntries(Object.entries(properties).filter(([name]) => name !== IMPORTING && name !== FAILED));
}
