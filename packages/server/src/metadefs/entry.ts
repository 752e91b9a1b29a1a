/** The kinds of things that a namespace holds, and what each says about itself beside its name. */
interface EntryBodies {
  readonly property: PropertyBody;
  readonly object: ObjectBody;
  readonly tag: TagBody;
  readonly association: AssociationBody;
}

export const ENTRY_KINDS = ['property', 'object', 'tag', 'association'] as const satisfies (keyof EntryBodies)[];
export type EntryKind = (typeof ENTRY_KINDS)[number];
export type EntryBody<Kind extends EntryKind> = EntryBodies[Kind];

/** One thing in a namespace; its name is unique among those of its kind there. An association is named by its resource type. */
export interface Entry<Kind extends EntryKind> extends NewEntry<Kind> {
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface NewEntry<Kind extends EntryKind> {
  readonly name: string;
  readonly body: EntryBody<Kind>;
}

export type NamespaceEntries = { readonly [Kind in EntryKind]: readonly Entry<Kind>[] };
export type NewEntries = { readonly [Kind in EntryKind]?: readonly NewEntry<Kind>[] };

/** The most entries of one kind in a namespace. */
export const ENTRY_LIMIT = 500;
/** The most bytes of one entry, as JSON. */
export const ENTRY_BYTES = 64 * 1024;

export const PROPERTY_TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

/** What values a property takes: a subset of JSON Schema, with a title and the operators that a scheduler may be given. */
export interface PropertyBody {
  readonly title: string;
  readonly type: PropertyType | null;
  readonly description?: string;
  readonly operators?: readonly string[];
  readonly default?: unknown;
  readonly readonly?: boolean;
  readonly enum?: readonly unknown[];
  /** Names of the properties that a value of type `object` must have. */
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly items?: { readonly type?: PropertyType | null; readonly enum?: readonly unknown[] };
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly additionalItems?: boolean;
}

export interface ObjectBody {
  readonly description?: string;
  /** Names of the properties that have to be set together. */
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, PropertyBody>>;
}

/** A tag is its name. */
export type TagBody = Readonly<Record<string, never>>;

export interface AssociationBody {
  /** Stands before every property key on this resource type, separator included: `hw:` on flavors, `hw_` on images. */
  readonly prefix?: string;
  /** Which of several sets of properties of the resource is meant: `image` or `user` on a volume. */
  readonly propertiesTarget?: string;
}
