import { randomUUID, randomUUIDv7 } from 'node:crypto';

/**
 * Every kind of id, in alphabetical order. A brand is obtained only from its parser or its maker here, so a project id
 * where an image id is meant does not compile.
 */
declare const brand: unique symbol;
type Branded<Kind extends string> = string & { readonly [brand]: Kind };

export type ApplicationCredentialId = Branded<'application-credential'>;
export type DomainId = Branded<'domain'>;
export type FamilyName = Branded<'family'>;
export type FlavorId = Branded<'flavor'>;
export type ImageId = Branded<'image'>;
export type ImagePoolId = Branded<'image-pool'>;
export type JobId = Branded<'job'>;
export type MachineId = Branded<'machine'>;
export type MachineSnapshotId = Branded<'machine-snapshot'>;
export type ProjectId = Branded<'project'>;
export type PublicationId = Branded<'publication'>;
export type RecipeId = Branded<'recipe'>;
export type RecipeRunId = Branded<'recipe-run'>;
export type RoleId = Branded<'role'>;
export type SnapshotId = Branded<'snapshot'>;
export type UserId = Branded<'user'>;
export type VolumeId = Branded<'volume'>;

const FAMILY_NAME = /^[a-z][-a-z0-9]{1,61}[a-z0-9]$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** UUIDs, and words for those that are part of the product. */
const FLAVOR_ID = /^[a-z0-9][-a-z0-9]{0,63}$/;
/** Keystone's ids: 32 hex digits, but names such as `default` are ids of domains too. */
const KEYSTONE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** A UUID in its canonical lower-case form, as Glance's ids are; null when `text` is none. */
export function parseImageId(text: string): ImageId | null {
  return UUID.test(text) ? (text.toLowerCase() as ImageId) : null;
}

/** What follows the rules of Yandex Compute; null when `text` is none. A family is named by its project and this. */
export function parseFamilyName(text: string): FamilyName | null {
  return FAMILY_NAME.test(text) ? (text as FamilyName) : null;
}

/** A UUID in lower case, or the word that names a built-in flavor; null when `text` is neither. */
export function parseFlavorId(text: string): FlavorId | null {
  return FLAVOR_ID.test(text) ? (text as FlavorId) : null;
}

/** An id as Keystone writes them; null when `text` is none. */
export function parseProjectId(text: string): ProjectId | null {
  return KEYSTONE_ID.test(text) ? (text as ProjectId) : null;
}

/** A UUID in its canonical lower-case form; null when `text` is none. */
export function parseImagePoolId(text: string): ImagePoolId | null {
  return UUID.test(text) ? (text.toLowerCase() as ImagePoolId) : null;
}

/** A UUID in its canonical lower-case form; null when `text` is none. */
export function parsePublicationId(text: string): PublicationId | null {
  return UUID.test(text) ? (text.toLowerCase() as PublicationId) : null;
}

/** A UUID in its canonical lower-case form; null when `text` is none. */
export function parseRecipeId(text: string): RecipeId | null {
  return UUID.test(text) ? (text.toLowerCase() as RecipeId) : null;
}

/** A UUID in its canonical lower-case form; null when `text` is none. */
export function parseRecipeRunId(text: string): RecipeRunId | null {
  return UUID.test(text) ? (text.toLowerCase() as RecipeRunId) : null;
}

export function parseUserId(text: string): UserId | null {
  return KEYSTONE_ID.test(text) ? (text as UserId) : null;
}

export function parseDomainId(text: string): DomainId | null {
  return KEYSTONE_ID.test(text) ? (text as DomainId) : null;
}

export function parseRoleId(text: string): RoleId | null {
  return KEYSTONE_ID.test(text) ? (text as RoleId) : null;
}

export function parseApplicationCredentialId(text: string): ApplicationCredentialId | null {
  return KEYSTONE_ID.test(text) ? (text as ApplicationCredentialId) : null;
}

export function parseJobId(text: string): JobId | null {
  return UUID.test(text) ? (text.toLowerCase() as JobId) : null;
}

/** A UUID in its canonical lower-case form; null when `text` is none. */
export function parseVolumeId(text: string): VolumeId | null {
  return UUID.test(text) ? (text.toLowerCase() as VolumeId) : null;
}

/** A UUID in its canonical lower-case form; null when `text` is none. */
export function parseSnapshotId(text: string): SnapshotId | null {
  return UUID.test(text) ? (text.toLowerCase() as SnapshotId) : null;
}

export function newMachineId(): MachineId {
  return randomUUID() as MachineId;
}

export function newMachineSnapshotId(): MachineSnapshotId {
  return randomUUID() as MachineSnapshotId;
}

/** A UUID in its canonical lower-case form; null when `text` is none. */
export function parseMachineId(text: string): MachineId | null {
  return UUID.test(text) ? (text.toLowerCase() as MachineId) : null;
}

/** A UUID in its canonical lower-case form; null when `text` is none. */
export function parseMachineSnapshotId(text: string): MachineSnapshotId | null {
  return UUID.test(text) ? (text.toLowerCase() as MachineSnapshotId) : null;
}

export function newVolumeId(): VolumeId {
  return randomUUID() as VolumeId;
}

export function newSnapshotId(): SnapshotId {
  return randomUUID() as SnapshotId;
}

export function newFlavorId(): FlavorId {
  return randomUUID() as FlavorId;
}

/** In the order of time (RFC 9562 §5.7), so that images of one hour lie side by side in every index. */
export function newImageId(): ImageId {
  return randomUUIDv7() as ImageId;
}

export function newImagePoolId(): ImagePoolId {
  return randomUUID() as ImagePoolId;
}

export function newPublicationId(): PublicationId {
  return randomUUID() as PublicationId;
}

export function newRecipeId(): RecipeId {
  return randomUUID() as RecipeId;
}

export function newRecipeRunId(): RecipeRunId {
  return randomUUID() as RecipeRunId;
}

export function newJobId(): JobId {
  return randomUUID() as JobId;
}

export function newProjectId(): ProjectId {
  return hexId() as ProjectId;
}

export function newUserId(): UserId {
  return hexId() as UserId;
}

export function newDomainId(): DomainId {
  return hexId() as DomainId;
}

export function newRoleId(): RoleId {
  return hexId() as RoleId;
}

export function newApplicationCredentialId(): ApplicationCredentialId {
  return hexId() as ApplicationCredentialId;
}

function hexId(): string {
  return randomUUID().replaceAll('-', '');
}
