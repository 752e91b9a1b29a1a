import { Type, type Static } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseProjectId, type ProjectId } from '../../../kernel/ids.ts';
import type { VolumeLimits, VolumeQuota, Volumes } from '../../../volumes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { jsonObject, type JsonObject } from '../json-body.ts';
import { queryOf } from '../request-url.ts';
import { member } from '../body.ts';
import { noBody, REFUSALS } from '../documented-answers.ts';
import { flag } from './list-query.ts';

const LIMIT = Type.Integer({ minimum: -1, description: '-1: as much as there is' });
const LIMITS = Type.Object({
  volumes: LIMIT,
  snapshots: LIMIT,
  gigabytes: LIMIT,
  per_volume_gigabytes: LIMIT,
  backups: LIMIT,
  backup_gigabytes: LIMIT,
  groups: LIMIT,
});
type WireLimits = Static<typeof LIMITS>;

const USED = Type.Object({ limit: LIMIT, in_use: Type.Integer(), reserved: Type.Integer() });
const SET = Type.Object({ ...LIMITS.properties, id: Type.String({ description: 'Of the project' }) });
const USED_SET = Type.Object({
  id: Type.String(),
  volumes: USED,
  snapshots: USED,
  gigabytes: USED,
  per_volume_gigabytes: USED,
  backups: USED,
  backup_gigabytes: USED,
  groups: USED,
});
const PARAMS = Type.Object({ quota_project_id: Type.String({ description: 'Project that the quota is of' }) });

/** Names on the wire; what is not in it are things that are not served, of which nobody has any. */
const FIELDS = {
  volumes: 'volumes',
  snapshots: 'snapshots',
  gigabytes: 'gigabytes',
  per_volume_gigabytes: 'perVolumeGigabytes',
} as const satisfies Partial<Record<keyof WireLimits, keyof VolumeLimits>>;

/** Quotas of projects; administrators change them. */
export function quotaSetRoutes(scope: HttpServer, volumes: Volumes): void {
  const tags = ['volume'];
  const one = '/os-quota-sets/:quota_project_id';

  scope.get(
    one,
    {
      schema: {
        tags,
        summary: 'Show the quota of a project',
        params: PARAMS,
        querystring: Type.Object({ usage: Type.Optional(Type.Boolean({ description: 'With what it has used' })) }),
        response: {
          200: Type.Object({ quota_set: Type.Union([SET, USED_SET]) }),
          ...REFUSALS,
        },
      },
    },
    async (request) => {
      const project = knownProject(request.params.quota_project_id);
      const quota = await volumes.quotaGet(callerOf(request), project);
      const set = flag(queryOf(request), 'usage') ? renderUsage(quota) : renderLimits(quota.limits);
      return { quota_set: { id: project, ...set } };
    },
  );

  scope.get(
    `${one}/defaults`,
    {
      schema: {
        tags,
        summary: 'Show the quota of projects that were not given their own',
        params: PARAMS,
        response: { 200: Type.Object({ quota_set: SET }), ...REFUSALS },
      },
    },
    async (request) => {
      const project = knownProject(request.params.quota_project_id);
      return { quota_set: { id: project, ...renderLimits(volumes.quotaDefaults(callerOf(request))) } };
    },
  );

  scope.put(
    one,
    {
      schema: {
        tags,
        summary: 'Change the quota of a project',
        params: PARAMS,
        body: Type.Object({ quota_set: Type.Partial(LIMITS) }),
        response: { 200: Type.Object({ quota_set: LIMITS }), ...REFUSALS },
      },
    },
    async (request) => {
      const project = knownProject(request.params.quota_project_id);
      const wanted = parseLimits(member(jsonObject(request), 'quota_set'));
      const { limits } = await volumes.quotaSet(callerOf(request), project, wanted);
      return { quota_set: renderLimits(limits) };
    },
  );

  scope.delete(
    one,
    {
      schema: {
        tags,
        summary: 'Give a project the quota of all others again',
        params: PARAMS,
        response: { 200: noBody('Done'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      await volumes.quotaReset(callerOf(request), knownProject(request.params.quota_project_id));
      return await reply.code(200).send();
    },
  );
}

function renderLimits(limits: VolumeLimits): WireLimits {
  return {
    volumes: limits.volumes,
    snapshots: limits.snapshots,
    gigabytes: limits.gigabytes,
    per_volume_gigabytes: limits.perVolumeGigabytes,
    backups: 0,
    backup_gigabytes: 0,
    groups: 0,
  };
}

function renderUsage({ limits, usage }: VolumeQuota): Omit<Static<typeof USED_SET>, 'id'> {
  const wire = renderLimits(limits);
  return {
    volumes: used(wire.volumes, usage.volumes),
    snapshots: used(wire.snapshots, usage.snapshots),
    gigabytes: used(wire.gigabytes, usage.gigabytes),
    per_volume_gigabytes: used(wire.per_volume_gigabytes, 0),
    backups: used(wire.backups, 0),
    backup_gigabytes: used(wire.backup_gigabytes, 0),
    groups: used(wire.groups, 0),
  };
}

function used(limit: number, count: number): Static<typeof USED> {
  return { limit, in_use: count, reserved: 0 };
}

/** @throws IngotError `invalid`, also for a name that is none: a limit that does not hold is worse than none. */
function parseLimits(body: JsonObject): Partial<VolumeLimits> {
  const wanted: { -readonly [Field in keyof VolumeLimits]?: number } = {};
  for (const [key, value] of Object.entries(body)) {
    // Clients send them along; they change nothing.
    if (key === 'tenant_id' || key === 'force' || key === 'skip_validation') continue;
    if (!isField(key)) {
      throw new IngotError('invalid', `There is no limit ${key} here; there are ${Object.keys(FIELDS).join(', ')}.`);
    }
    const limit = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
    if (typeof limit !== 'number' || !Number.isSafeInteger(limit) || limit < -1) {
      throw new IngotError('invalid', `${key} has to be a whole number, or -1 for as much as there is.`);
    }
    wanted[FIELDS[key]] = limit;
  }
  return wanted;
}

function isField(key: string): key is keyof typeof FIELDS {
  return Object.hasOwn(FIELDS, key);
}

function knownProject(id: string): ProjectId {
  const project = parseProjectId(id);
  if (project === null) throw new IngotError('not-found', `Project ${id} could not be found.`);
  return project;
}
