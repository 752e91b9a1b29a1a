import { Type, type Static } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseMachineSnapshotId } from '../../../kernel/ids.ts';
import type { MachineSnapshot } from '../../../machines/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import type { MachineApi } from './machine-api.ts';
import { MACHINE_PARAMS, machineIdOf, machineSnapshotIdOf, SNAPSHOT_PARAMS } from './machine-ids.ts';
import { MACHINE, renderMachine, wireTime } from './machine-schema.ts';

const SNAPSHOT = Type.Object({
  id: Type.String(),
  machineId: Type.String(),
  name: Type.String(),
  description: Type.Union([Type.String(), Type.Null()]),
  status: Type.String({ enum: ['creating', 'available', 'error'] }),
  failure: Type.Union([Type.String(), Type.Null()]),
  quiesced: Type.Union([Type.Boolean(), Type.Null()], {
    description: 'Whether the file systems of the guest were at rest; null while it is not available',
  }),
  disks: Type.Array(Type.Object({ volumeId: Type.String(), snapshotId: Type.String() })),
  createdAt: Type.String({ format: 'date-time' }),
});
const PAGE = Type.Object({
  snapshots: Type.Array(SNAPSHOT),
  nextMarker: Type.Union([Type.String(), Type.Null()], { description: 'For the next page; null on the last one' }),
});
const QUERY = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  marker: Type.Optional(Type.String({ description: 'Id of the last snapshot of the page before' })),
});
const NEW_SNAPSHOT = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 255 }),
    description: Type.Optional(Type.Union([Type.String({ maxLength: 4096 }), Type.Null()])),
  },
  { additionalProperties: false },
);

const tags = ['machines'];
const refusals = { '4xx': ERROR };

/** What all disks of a machine held at one instant. */
export function machineSnapshotRoutes(scope: HttpServer, { machines }: MachineApi): void {
  scope.get(
    '/machines/:id/snapshots',
    {
      schema: {
        tags,
        summary: 'List the snapshots of a machine, newest first',
        params: MACHINE_PARAMS,
        querystring: QUERY,
        response: { 200: PAGE, ...refusals },
      },
    },
    async (request) => {
      const { limit = 100, marker: text } = request.query;
      const marker = text === undefined ? undefined : parseMachineSnapshotId(text);
      if (marker === null) throw new IngotError('invalid', 'The marker is no id.');
      const query = { machineId: machineIdOf(request.params.id), limit, ...(marker && { marker }) };
      const { items, more } = await machines.machineSnapshotList(callerOf(request), query);
      return { snapshots: items.map(renderSnapshot), nextMarker: (more ? items.at(-1)?.id : undefined) ?? null };
    },
  );

  scope.post(
    '/machines/:id/snapshots',
    {
      schema: {
        tags,
        summary: 'Take a snapshot of a machine, which may run',
        params: MACHINE_PARAMS,
        body: NEW_SNAPSHOT,
        response: { 202: SNAPSHOT, ...refusals },
      },
    },
    async (request, reply) => {
      const wanted = { machineId: machineIdOf(request.params.id), ...request.body };
      const snapshot = await machines.machineSnapshotCreate(callerOf(request), wanted);
      return await reply.code(202).send(renderSnapshot(snapshot));
    },
  );

  scope.get(
    '/machine-snapshots/:id',
    {
      schema: { tags, summary: 'Show a snapshot', params: SNAPSHOT_PARAMS, response: { 200: SNAPSHOT, ...refusals } },
    },
    async (request) => {
      const id = machineSnapshotIdOf(request.params.id);
      return renderSnapshot(await machines.machineSnapshotGet(callerOf(request), id));
    },
  );

  scope.post(
    '/machine-snapshots/:id/restore',
    {
      schema: {
        tags,
        summary: 'Make the disks of a machine what they were; disks that came later are left alone',
        params: SNAPSHOT_PARAMS,
        response: { 202: MACHINE, ...refusals },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const machine = await machines.machineSnapshotRestore(caller, machineSnapshotIdOf(request.params.id));
      return await reply.code(202).send(renderMachine(caller, machine));
    },
  );

  scope.delete(
    '/machine-snapshots/:id',
    {
      schema: {
        tags,
        summary: 'Delete a snapshot',
        params: SNAPSHOT_PARAMS,
        response: { 204: Type.Unsafe<undefined>({ type: 'null', description: 'It is gone' }), ...refusals },
      },
    },
    async (request, reply) => {
      await machines.machineSnapshotDelete(callerOf(request), machineSnapshotIdOf(request.params.id));
      return await reply.code(204).send();
    },
  );
}

function renderSnapshot({
  id,
  machineId,
  name,
  description,
  createdAt,
  state,
}: MachineSnapshot): Static<typeof SNAPSHOT> {
  return {
    id,
    machineId,
    name,
    description,
    status: state.status,
    failure: state.status === 'error' ? state.reason : null,
    quiesced: state.status === 'available' ? state.quiesced : null,
    disks: state.status === 'available' ? state.disks.map((disk) => ({ ...disk })) : [],
    createdAt: wireTime(createdAt),
  };
}
