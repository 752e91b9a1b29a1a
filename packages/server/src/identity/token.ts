import type { ApplicationCredentialId, DomainId, ProjectId, UserId } from '../kernel/ids.ts';

/** How somebody proved who he is. */
export const AUTHENTICATION_METHODS = ['password', 'token', 'application_credential'] as const;
export type AuthenticationMethod = (typeof AUTHENTICATION_METHODS)[number];

/** What a token is good for. */
export type Scope =
  | { readonly kind: 'unscoped' }
  | { readonly kind: 'project'; readonly projectId: ProjectId }
  | { readonly kind: 'domain'; readonly domainId: DomainId };

/**
 * What is sealed into a token: who, for what, until when. Roles are not: they are looked up whenever the token is used,
 * so taking a role away takes effect at once.
 */
export interface Token {
  readonly userId: UserId;
  readonly scope: Scope;
  /** In the order in which they were used; never empty. */
  readonly methods: readonly AuthenticationMethod[];
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  /** Milliseconds since the epoch; a token made from a token keeps it. */
  readonly expiresAt: number;
  /** 16 bytes in base64url: names the token in logs and revocations without being able to use it. */
  readonly auditId: string;
  /** The audit id of the first token of a chain; null in the first itself. */
  readonly parentAuditId: string | null;
  readonly applicationCredentialId: ApplicationCredentialId | null;
  /** `User.tokenGeneration` at the time of issue. */
  readonly generation: number;
}
