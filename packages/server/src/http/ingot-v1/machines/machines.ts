import { Type } from 'typebox';
import { parseMachineId, parseProjectId } from '../../../kernel/ids.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { askedWords } from '../../../kernel/words.ts';
import { copyFlavor, IMAGE_TYPES, type MachineQuery, type MachineStatus } from '../../../machines/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { flavorIdOf } from '../flavors/flavor-ids.ts';
import type { MachineApi } from './machine-api.ts';
import { MACHINE_PARAMS, machineIdOf } from './machine-ids.ts';
import { MACHINE, renderMachine } from './machine-schema.ts';
import { MACHINE_CHANGES, NEW_MACHINE, parseNewMachine } from './new-machine.ts';

const PAGE = Type.Object({
  machines: Type.Array(MACHINE),
  nextMarker: Type.Union([Type.String(), Type.Null()], { description: 'For the next page; null on the last one' }),
});
/** Exhaustive, so that a status of the domain can't be forgotten here. */
const STATUSES = Object.keys({
  creating: true,
  starting: true,
  stopped: true,
  running: true,
  stopping: true,
  rebooting: true,
  snapshotting: true,
  restoring: true,
  publishing: true,
  deleting: true,
  error: true,
} satisfies Record<MachineStatus, true>) as MachineStatus[];
const QUERY = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  marker: Type.Optional(Type.String({ description: 'Id of the last machine of the page before' })),
  name: Type.Optional(Type.String()),
  text: Type.Optional(
    Type.String({ maxLength: 255, description: 'Beginnings of words in name and description, all of them; or an id' }),
  ),
  status: Type.Optional(Type.Enum(STATUSES)),
  imageType: Type.Optional(Type.Enum(IMAGE_TYPES)),
  allProjects: Type.Optional(Type.Boolean({ description: 'For administrators; others are not heard' })),
  project: Type.Optional(Type.String({ description: 'Of this project, together with allProjects' })),
});

const tags = ['machines'];
const refusals = { '4xx': ERROR };

/** Machines as records. */
export function machineRoutes(scope: HttpServer, api: MachineApi): void {
  const { machines, flavors } = api;
  scope.get(
    '/machines',
    {
      schema: {
        tags,
        summary: 'List the machines of the project, newest first',
        querystring: QUERY,
        response: { 200: PAGE, ...refusals },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { limit = 100, marker, status, project, text = '', ...filters } = request.query;
      const id = parseMachineId(text.trim());
      const query: MachineQuery = {
        ...filters,
        limit,
        ...(id === null ? { words: askedWords(text) } : { ids: [id] }),
        ...(status !== undefined && { statuses: [status] }),
        ...(marker !== undefined && { marker: named('marker', parseMachineId(marker)) }),
        ...(project !== undefined && { owner: named('project', parseProjectId(project)) }),
      };
      const { items, more } = await machines.machineList(caller, query);
      return {
        machines: items.map((machine) => renderMachine(caller, machine)),
        nextMarker: (more ? items.at(-1)?.id : undefined) ?? null,
      };
    },
  );

  scope.post(
    '/machines',
    {
      schema: {
        tags,
        summary:
          'Create a machine; its disks are volumes, made of an image, a family, a snapshot or a volume, or blank',
        body: NEW_MACHINE,
        response: { 202: MACHINE, ...refusals },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const machine = await machines.machineCreate(caller, await parseNewMachine(api, caller, request.body));
      return await reply.code(202).send(renderMachine(caller, machine));
    },
  );

  scope.get(
    '/machines/:id',
    { schema: { tags, summary: 'Show a machine', params: MACHINE_PARAMS, response: { 200: MACHINE, ...refusals } } },
    async (request) => {
      const caller = callerOf(request);
      return renderMachine(caller, await machines.machineGet(caller, machineIdOf(request.params.id)));
    },
  );

  scope.patch(
    '/machines/:id',
    {
      schema: {
        tags,
        summary: 'Change a machine',
        params: MACHINE_PARAMS,
        body: MACHINE_CHANGES,
        response: { 200: MACHINE, ...refusals },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const id = machineIdOf(request.params.id);
      const { flavor, ...changes } = request.body;
      const { imageType } = await machines.machineGet(caller, id);
      const chosen = flavor === undefined ? null : await flavors.flavorChoose(caller, flavorIdOf(flavor), imageType);
      const revision = { ...changes, ...(chosen && { flavor: copyFlavor(chosen) }) };
      return renderMachine(caller, await machines.machineUpdate(caller, id, () => revision));
    },
  );

  scope.delete(
    '/machines/:id',
    {
      schema: {
        tags,
        summary: 'Delete a machine, with the disks that go with it',
        params: MACHINE_PARAMS,
        querystring: Type.Object({ keepDisks: Type.Optional(Type.Boolean({ description: 'Keep all its disks' })) }),
        response: { 202: Type.Unsafe<undefined>({ type: 'null', description: 'It is being deleted' }), ...refusals },
      },
    },
    async (request, reply) => {
      const { keepDisks = false } = request.query;
      await machines.machineDelete(callerOf(request), machineIdOf(request.params.id), { keepDisks });
      return await reply.code(202).send();
    },
  );
}

/** @throws IngotError `invalid` for what is no id. */
function named<Id>(what: string, id: Id | null): Id {
  if (id === null) throw new IngotError('invalid', `The ${what} is no id.`);
  return id;
}
