import { Type } from 'typebox';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { volumeIdOf } from '../disks/disk-ids.ts';
import { ERROR } from '../errors.ts';
import { imageIdOf } from '../image-ids.ts';
import type { MachineApi } from './machine-api.ts';
import { MACHINE_PARAMS, machineIdOf } from './machine-ids.ts';
import { MACHINE, renderMachine } from './machine-schema.ts';

const closed = { additionalProperties: false };
const STOP = Type.Object(
  { off: Type.Optional(Type.Boolean({ description: 'At once, without asking the guest' })) },
  closed,
);
const REBOOT = Type.Object({ hard: Type.Optional(Type.Boolean({ description: 'Without asking the guest' })) }, closed);
const IMAGE = Type.Object({ image: Type.String({ description: 'Id of an image, such as an ISO' }) }, closed);
const VOLUME = Type.Object({ volume: Type.String({ description: 'Id of a volume that is available' }) }, closed);
const MEDIUM_PARAMS = Type.Object({ ...MACHINE_PARAMS.properties, image_id: Type.String() });
const DISK_PARAMS = Type.Object({ ...MACHINE_PARAMS.properties, volume_id: Type.String() });

const tags = ['machines'];
const params = MACHINE_PARAMS;
const response = { 202: MACHINE, '4xx': ERROR };

/** What is done with a machine; each answers with the machine as it is now, on its way to what was asked for. */
export function machineActionRoutes(scope: HttpServer, { machines }: MachineApi): void {
  scope.post(
    '/machines/:id/start',
    { schema: { tags, summary: 'Start a machine', params, response } },
    async (request, reply) => {
      const caller = callerOf(request);
      const machine = await machines.machineStart(caller, machineIdOf(request.params.id));
      return await reply.code(202).send(renderMachine(caller, machine));
    },
  );

  scope.post(
    '/machines/:id/stop',
    {
      schema: {
        tags,
        summary: 'Shut a machine down; one that does not heed is turned off',
        params,
        body: STOP,
        response,
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { off = false } = request.body;
      const machine = await machines.machineStop(caller, machineIdOf(request.params.id), { off });
      return await reply.code(202).send(renderMachine(caller, machine));
    },
  );

  scope.post(
    '/machines/:id/reboot',
    { schema: { tags, summary: 'Restart a machine', params, body: REBOOT, response } },
    async (request, reply) => {
      const caller = callerOf(request);
      const { hard = false } = request.body;
      const machine = await machines.machineReboot(caller, machineIdOf(request.params.id), { hard });
      return await reply.code(202).send(renderMachine(caller, machine));
    },
  );

  scope.post(
    '/machines/:id/media',
    {
      schema: {
        tags,
        summary: 'Put an image into an optical drive, also while it runs',
        params,
        body: IMAGE,
        response,
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const image = imageIdOf(request.body.image);
      const machine = await machines.machineMount(caller, machineIdOf(request.params.id), image);
      return await reply.code(202).send(renderMachine(caller, machine));
    },
  );

  scope.delete(
    '/machines/:id/media/:image_id',
    { schema: { tags, summary: 'Take an image out of its optical drive', params: MEDIUM_PARAMS, response } },
    async (request, reply) => {
      const caller = callerOf(request);
      const image = imageIdOf(request.params.image_id);
      const machine = await machines.machineUnmount(caller, machineIdOf(request.params.id), image);
      return await reply.code(202).send(renderMachine(caller, machine));
    },
  );

  scope.post(
    '/machines/:id/disks',
    { schema: { tags, summary: 'Attach a volume to a machine that is off', params, body: VOLUME, response } },
    async (request, reply) => {
      const caller = callerOf(request);
      const volume = volumeIdOf(request.body.volume);
      const machine = await machines.machineDiskAttach(caller, machineIdOf(request.params.id), volume);
      return await reply.code(202).send(renderMachine(caller, machine));
    },
  );

  scope.delete(
    '/machines/:id/disks/:volume_id',
    { schema: { tags, summary: 'Detach a volume other than the system disk', params: DISK_PARAMS, response } },
    async (request, reply) => {
      const caller = callerOf(request);
      const volume = volumeIdOf(request.params.volume_id);
      const machine = await machines.machineDiskDetach(caller, machineIdOf(request.params.id), volume);
      return await reply.code(202).send(renderMachine(caller, machine));
    },
  );
}
