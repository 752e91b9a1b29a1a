import type { NewCredential } from './account-queries.ts';

/** For `. openrc` in a shell. @param address of the service */
export function openrcOf({ id, secret }: NewCredential, address: string): string {
  return [
    'export OS_AUTH_TYPE=v3applicationcredential',
    `export OS_AUTH_URL=${address}/identity/v3`,
    `export OS_APPLICATION_CREDENTIAL_ID=${id}`,
    `export OS_APPLICATION_CREDENTIAL_SECRET=${secret}`,
    'export OS_IDENTITY_API_VERSION=3',
    '',
  ].join('\n');
}

/** For `clouds.yaml` of OpenStack's clients, Terraform and Packer. */
export function cloudsYamlOf({ id, secret }: NewCredential, address: string): string {
  return [
    'clouds:',
    '  ingot:',
    '    auth_type: v3applicationcredential',
    '    auth:',
    `      auth_url: ${address}/identity/v3`,
    `      application_credential_id: ${JSON.stringify(id)}`,
    `      application_credential_secret: ${JSON.stringify(secret)}`,
    '    identity_api_version: 3',
    '',
  ].join('\n');
}
