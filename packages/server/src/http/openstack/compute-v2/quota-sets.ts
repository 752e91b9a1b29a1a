import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseProjectId, type ProjectId } from '../../../kernel/ids.ts';
import type { QuotaChanges, QuotaLine } from '../../../quotas/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { member } from '../body.ts';
import { jsonObject, type JsonObject } from '../json-body.ts';
import type { ComputeApi } from './api.ts';
import { REFUSALS } from '../documented-answers.ts';
import { serverQuota, type ServerQuota } from './quota-report.ts';

const LIMIT = Type.Integer({ minimum: -1, description: '-1: as much as there is' });
const LIMITS = { instances: LIMIT, cores: LIMIT, ram: LIMIT };
/** Things that are not here, of which nobody has any. */
const NONE = { key_pairs: 0, server_groups: 0, server_group_members: 0, metadata_items: 128 };
const SET = Type.Object({
  id: Type.String({ description: 'Of the project' }),
  ...LIMITS,
  key_pairs: LIMIT,
  server_groups: LIMIT,
  server_group_members: LIMIT,
  metadata_items: LIMIT,
});
const USED = Type.Object({ limit: LIMIT, in_use: Type.Integer(), reserved: Type.Integer() });
const DETAIL = Type.Object({ id: Type.String(), instances: USED, cores: USED, ram: USED });
const PARAMS = Type.Object({ quota_project_id: Type.String({ description: 'Project that the quota is of' }) });

const RESOURCES = { instances: 'machines', cores: 'vcpus', ram: 'memoryMib' } as const;

const tags = ['compute'];

/** Quotas of projects; administrators change them. */
export function quotaSetRoutes(scope: HttpServer, { quotas }: ComputeApi): void {
  const one = '/os-quota-sets/:quota_project_id';

  scope.get(
    one,
    {
      schema: {
        tags,
        summary: 'Show the quota of a project',
        params: PARAMS,
        response: { 200: Type.Object({ quota_set: SET }), ...REFUSALS },
      },
    },
    async (request) => {
      const project = knownProject(request.params.quota_project_id);
      const quota = serverQuota(await quotas.quotaGet(callerOf(request), project));
      return { quota_set: { id: project, ...limitsOf(quota), ...NONE } };
    },
  );

  scope.get(
    `${one}/detail`,
    {
      schema: {
        tags,
        summary: 'Show the quota of a project, and what it has used',
        params: PARAMS,
        response: { 200: Type.Object({ quota_set: DETAIL }), ...REFUSALS },
      },
    },
    async (request) => {
      const project = knownProject(request.params.quota_project_id);
      const quota = serverQuota(await quotas.quotaGet(callerOf(request), project));
      const { instances, cores, ram } = quota;
      return { quota_set: { id: project, instances: used(instances), cores: used(cores), ram: used(ram) } };
    },
  );

  scope.put(
    one,
    {
      schema: {
        tags,
        summary: 'Change the quota of a project',
        params: PARAMS,
        body: Type.Object({ quota_set: Type.Partial(Type.Object(LIMITS)) }),
        response: { 200: Type.Object({ quota_set: Type.Object(LIMITS) }), ...REFUSALS },
      },
    },
    async (request) => {
      const project = knownProject(request.params.quota_project_id);
      const changes = parseLimits(member(jsonObject(request), 'quota_set'));
      return { quota_set: limitsOf(serverQuota(await quotas.quotaUpdate(callerOf(request), project, changes))) };
    },
  );
}

function used({ limit, usage }: QuotaLine) {
  return { limit, in_use: usage, reserved: 0 };
}

function limitsOf({ instances, cores, ram }: ServerQuota) {
  return { instances: instances.limit, cores: cores.limit, ram: ram.limit };
}

/** @throws IngotError `invalid` for a limit that is none, or of something that is not counted. */
function parseLimits(body: JsonObject): QuotaChanges {
  const changes: Partial<Record<keyof QuotaChanges, number>> = {};
  for (const [name, value] of Object.entries(body)) {
    // Clients say so of every change.
    if (name === 'force' || name === 'tenant_id') continue;
    const resource = Object.hasOwn(RESOURCES, name) ? RESOURCES[name as keyof typeof RESOURCES] : undefined;
    if (resource === undefined) throw new IngotError('invalid', `${name} is not counted here.`);
    changes[resource] = Number(value);
  }
  return changes;
}

function knownProject(text: string): ProjectId {
  const project = parseProjectId(text);
  if (project === null) throw new IngotError('not-found', `Project ${text} could not be found.`);
  return project;
}
