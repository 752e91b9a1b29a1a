import type { DomainId, ProjectId } from '../kernel/ids.ts';

/** What owns images and volumes. Its name is unique in its domain. */
export interface Project {
  readonly id: ProjectId;
  readonly domainId: DomainId;
  readonly name: string;
  readonly description: string;
  /** No token holds for a disabled project; it holds again when the project is enabled again. */
  readonly enabled: boolean;
  /** In ascending order, without duplicates. */
  readonly tags: readonly string[];
}
