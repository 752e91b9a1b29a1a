import type { AssociationBody, ObjectBody, PropertyBody } from '../entry.ts';

/** A namespace that comes with the service; public and protected. Any change here reaches every catalog at the next start. */
export interface BuiltInNamespace {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  /** By resource type. */
  readonly associations: Readonly<Record<string, AssociationBody>>;
  /** By key, as it stands on the resource after the prefix of the association. */
  readonly properties: Readonly<Record<string, PropertyBody>>;
  readonly objects?: Readonly<Record<string, ObjectBody>>;
  readonly tags?: readonly string[];
}

/** For what is said about an image, and about a volume that was made from one. */
export const ON_IMAGES = {
  'OS::Glance::Image': {},
  'OS::Cinder::Volume': { propertiesTarget: 'image' },
} as const satisfies BuiltInNamespace['associations'];
