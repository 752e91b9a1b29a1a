import type { ApplicationCredentialId, DomainId, ProjectId, UserId } from '../kernel/ids.ts';

/** Names and ids as a client gives them, before anything is known about them. */
export type DomainReference = { readonly id: DomainId } | { readonly name: string };
export type UserReference = { readonly id: UserId } | { readonly name: string; readonly domain: DomainReference };
export type ProjectReference = { readonly id: ProjectId } | { readonly name: string; readonly domain: DomainReference };
export type ApplicationCredentialReference =
  | { readonly id: ApplicationCredentialId }
  | { readonly name: string; readonly user: UserReference };

/** How the client proves who he is. */
export type Proof =
  | { readonly method: 'password'; readonly user: UserReference; readonly password: string }
  | { readonly method: 'token'; readonly token: string }
  | {
      readonly method: 'application_credential';
      readonly credential: ApplicationCredentialReference;
      readonly secret: string;
    };

/** `default`: the user's default project where he has a role on it, else nothing. */
export type RequestedScope =
  | { readonly kind: 'default' }
  | { readonly kind: 'unscoped' }
  | { readonly kind: 'project'; readonly project: ProjectReference }
  | { readonly kind: 'domain'; readonly domain: DomainReference };

export interface SignIn {
  readonly proof: Proof;
  readonly scope: RequestedScope;
  /** IP address that the request came from. */
  readonly remoteAddress: string;
}
