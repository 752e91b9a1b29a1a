import { Type, type Static } from 'typebox';
import { IngotError } from '../../../../kernel/errors.ts';
import { parseProjectId } from '../../../../kernel/ids.ts';
import {
  NAMESPACE_VISIBILITIES,
  type ListedNamespace,
  type Namespace,
  type NamespaceContents,
  type NamespaceSettings,
  type NewEntries,
} from '../../../../metadefs/index.ts';
import { wireTime } from '../wire-time.ts';
import { NAMESPACE_ASSOCIATION, newAssociation, renderAssociation } from './association-schema.ts';
import { metadefSchemaPath, namespacePath } from './metadef-paths.ts';
import { NAMESPACE_OBJECT, newObject, renderObject } from './object-schema.ts';
import { NAME, PROPERTIES, propertyBodies, renderProperties } from './property-schema.ts';
import { LISTED_TAG, renderListedTag } from './tag-schema.ts';

const SETTINGS_FIELDS = {
  namespace: Type.String({ ...NAME, description: 'Name, unique among all projects' }),
  display_name: Type.Optional(Type.String({ maxLength: 80, description: 'Name that people are shown' })),
  description: Type.Optional(Type.String({ maxLength: 500, description: 'What its definitions are about' })),
  visibility: Type.Optional(
    Type.Enum([...NAMESPACE_VISIBILITIES], { description: 'Whether other projects see it; private unless given' }),
  ),
  protected: Type.Optional(Type.Boolean({ description: 'Whether it and what it holds are safe from being deleted' })),
  owner: Type.Optional(Type.String({ maxLength: 255, description: 'Project that sees it while it is private' })),
};

const READ_ONLY_FIELDS = {
  self: Type.Optional(Type.String({ readOnly: true })),
  schema: Type.Optional(Type.String({ readOnly: true })),
  created_at: Type.Optional(Type.String({ readOnly: true })),
  updated_at: Type.Optional(Type.String({ readOnly: true })),
};

/** A namespace with what it holds. */
export const NAMESPACE = Type.Object(
  {
    ...SETTINGS_FIELDS,
    ...READ_ONLY_FIELDS,
    resource_type_associations: Type.Optional(Type.Array(NAMESPACE_ASSOCIATION)),
    properties: Type.Optional(PROPERTIES),
    objects: Type.Optional(Type.Array(NAMESPACE_OBJECT)),
    tags: Type.Optional(Type.Array(LISTED_TAG)),
  },
  { additionalProperties: false },
);

/** The body of an update. Clients send back all that they were shown; what the namespace holds is not changed by it. */
export const NAMESPACE_UPDATE = Type.Object(
  {
    ...SETTINGS_FIELDS,
    resource_type_associations: Type.Optional(Type.Unknown()),
    properties: Type.Optional(Type.Unknown()),
    objects: Type.Optional(Type.Unknown()),
    tags: Type.Optional(Type.Unknown()),
  },
  { additionalProperties: false },
);

/** @throws IngotError `invalid` when the owner cannot be a project. */
export function namespaceSettings(wire: Static<typeof NAMESPACE_UPDATE>): NamespaceSettings {
  const ownerId = wire.owner === undefined ? undefined : parseProjectId(wire.owner);
  if (ownerId === null) throw new IngotError('invalid', `The owner ${wire.owner} is not the id of a project.`);
  return {
    name: wire.namespace,
    ...(wire.display_name === undefined ? {} : { displayName: wire.display_name }),
    ...(wire.description === undefined ? {} : { description: wire.description }),
    ...(wire.visibility === undefined ? {} : { visibility: wire.visibility }),
    ...(wire.protected === undefined ? {} : { protected: wire.protected }),
    ...(ownerId === undefined ? {} : { ownerId }),
  };
}

export function namespaceEntries(wire: Static<typeof NAMESPACE>): NewEntries {
  return {
    property: Object.entries(propertyBodies(wire.properties ?? {})).map(([name, body]) => ({ name, body })),
    object: (wire.objects ?? []).map(newObject),
    tag: (wire.tags ?? []).map(({ name }) => ({ name, body: {} })),
    association: (wire.resource_type_associations ?? []).map(newAssociation),
  };
}

/** A namespace as it is in lists. */
export function renderListedNamespace({ namespace, associations }: ListedNamespace) {
  return {
    ...renderSettings(namespace),
    ...(associations.length === 0 ? {} : { resource_type_associations: associations.map(renderAssociation) }),
  };
}

/**
 * A namespace with what it holds; kinds of which there are none are left out.
 *
 * @param resourceType keys are shown as they stand on resources of this type, with the prefix of its association.
 */
export function renderNamespace({ namespace, entries }: NamespaceContents, resourceType: string | null) {
  const { property, object, tag, association } = entries;
  const prefix = association.find(({ name }) => name === resourceType)?.body.prefix ?? '';
  const objects = object.map((one) => renderObject(namespace.name, one, prefix));
  return {
    ...renderListedNamespace({ namespace, associations: association }),
    ...(property.length === 0 ? {} : { properties: renderProperties(property, prefix) }),
    ...(objects.length === 0 ? {} : { objects }),
    ...(tag.length === 0 ? {} : { tags: tag.map(renderListedTag) }),
  };
}

function renderSettings(namespace: Namespace) {
  return {
    namespace: namespace.name,
    ...(namespace.displayName === null ? {} : { display_name: namespace.displayName }),
    ...(namespace.description === null ? {} : { description: namespace.description }),
    visibility: namespace.visibility,
    protected: namespace.protected,
    ...(namespace.ownerId === null ? {} : { owner: namespace.ownerId }),
    created_at: wireTime(namespace.createdAt),
    updated_at: wireTime(namespace.updatedAt),
    self: namespacePath(namespace.name),
    schema: metadefSchemaPath('namespace'),
  };
}
