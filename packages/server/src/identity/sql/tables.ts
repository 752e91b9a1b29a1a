import type { ApplicationCredentialId, DomainId, ProjectId, RoleId, UserId } from '../../kernel/ids.ts';

/** SQLite has no booleans. */
export type Flag = 0 | 1;

export interface IdentityTables {
  identity_domain: { id: DomainId; name: string; description: string; enabled: Flag };
  identity_project: { id: ProjectId; domain_id: DomainId; name: string; description: string; enabled: Flag };
  identity_project_tag: { project_id: ProjectId; tag: string };
  identity_user: {
    id: UserId;
    domain_id: DomainId;
    name: string;
    enabled: Flag;
    email: string | null;
    description: string | null;
    default_project_id: ProjectId | null;
    token_generation: number;
    password_hash: string | null;
  };
  identity_role: { id: RoleId; name: string; description: string };
  identity_role_inference: { prior_id: RoleId; implied_id: RoleId };
  identity_project_assignment: { user_id: UserId; project_id: ProjectId; role_id: RoleId };
  identity_domain_assignment: { user_id: UserId; domain_id: DomainId; role_id: RoleId };
  identity_application_credential: {
    id: ApplicationCredentialId;
    user_id: UserId;
    project_id: ProjectId;
    name: string;
    description: string | null;
    unrestricted: Flag;
    expires_at: number | null;
    secret_hash: string;
  };
  identity_application_credential_role: { application_credential_id: ApplicationCredentialId; role_id: RoleId };
  identity_failed_login: { subject: string; failures: number; failed_at: number };
  identity_token_key: { key: string; created_at: number };
  identity_revocation: { audit_id: string; expires_at: number };
}

export function flag(value: boolean): Flag {
  return value ? 1 : 0;
}
