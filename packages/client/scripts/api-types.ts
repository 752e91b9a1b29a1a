import { readFile } from 'node:fs/promises';
import path from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

const OPENAPI_FILE = path.resolve(import.meta.dirname, '../../../openapi/ingot.json');

/** Where the types are kept. */
export const API_TYPES_FILE = path.resolve(import.meta.dirname, '../src/api.generated.ts');

/** What the clients of this package call: our own API, and what it has no words for because OpenStack's has. */
const CALLED = [
  /^\/api\/v1\//,
  /^\/v2\/(images|info)(\/|$)/,
  /^\/volume\/v3\/\{project_id\}\/(volumes|snapshots)(\/|$)/,
  /^\/identity\/v3\/(auth\/tokens|projects|users|roles|role_assignments)(\/\{(project|user)_id\})?$/,
  /^\/identity\/v3\/users\/\{user_id\}\/(password$|application_credentials(\/|$))/,
  /^\/identity\/v3\/projects\/\{project_id\}\/users\/\{user_id\}\/roles\/\{role_id\}$/,
];

const HEADING = '// Generated from openapi/ingot.json by `npm run openapi`. Not edited by hand.\n\n';

/** TypeScript with one exported interface, `paths`: the operations of the OpenAPI document by path and method. */
export async function apiTypes(): Promise<string> {
  const document = JSON.parse(await readFile(OPENAPI_FILE, 'utf8')) as { paths: Record<string, object> };
  const called = Object.entries(document.paths).filter(([route]) => CALLED.some((pattern) => pattern.test(route)));
  // A default is what the service takes for a value that is not sent; it does not make the value required.
  const options = { defaultNonNullable: false };
  const nodes = await openapiTS(JSON.stringify({ ...document, paths: Object.fromEntries(called) }), options);
  return HEADING + astToString(nodes.filter((node) => 'name' in node && nameOf(node.name) === 'paths'));
}

function nameOf(name: unknown): unknown {
  return typeof name === 'object' && name !== null && 'text' in name ? name.text : null;
}
