import type { ProjectId } from '../kernel/ids.ts';
import type { NamespaceEntries } from './entry.ts';

/**
 * A namespace of the metadata catalog: a named group of definitions that tells people and consoles which properties an
 * image, a volume or a flavor can have, and what their values mean. It describes; nothing is enforced by it.
 *
 *   namespace ─┬─ properties    one key each: title, type, allowed values
 *              ├─ objects       properties that belong together
 *              ├─ tags          bare words
 *              └─ associations  resource types that it is meant for, and the prefix of its keys on each
 */
export interface Namespace {
  /** Unique among all projects. */
  readonly name: string;
  readonly displayName: string | null;
  readonly description: string | null;
  readonly visibility: NamespaceVisibility;
  /** Neither the namespace nor what it holds can be deleted. */
  readonly protected: boolean;
  /** Who sees it while it is private, beside administrators; nobody owns the built-in ones. */
  readonly ownerId: ProjectId | null;
  readonly origin: NamespaceOrigin;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const NAMESPACE_VISIBILITIES = ['public', 'private'] as const;
export type NamespaceVisibility = (typeof NAMESPACE_VISIBILITIES)[number];

/** `built-in`: ours, and replaced by a newer release; `custom`: an administrator's, also a built-in one that he changed. */
export type NamespaceOrigin = 'built-in' | 'custom';

/** What an administrator sets; what is left out takes its default, in an update as well. */
export interface NamespaceSettings {
  readonly name: string;
  readonly displayName?: string;
  readonly description?: string;
  /** Private where it is left out. */
  readonly visibility?: NamespaceVisibility;
  /** False where it is left out. */
  readonly protected?: boolean;
  /** Left out: the caller's project for a new namespace, unchanged for one that exists. */
  readonly ownerId?: ProjectId;
}

/** A namespace with everything in it, each kind in order of name. */
export interface NamespaceContents {
  readonly namespace: Namespace;
  readonly entries: NamespaceEntries;
}

/** A resource that definitions can be for, such as `OS::Glance::Image`. */
export interface ResourceType {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}
