import { Type, type Static } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import type { MachineId, VolumeId } from '../../../kernel/ids.ts';
import type { Machine } from '../../../machines/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { member, requiredText } from '../body.ts';
import { jsonObject } from '../json-body.ts';
import type { ComputeApi } from './api.ts';
import { noBody, REFUSALS } from '../documented-answers.ts';
import { knownServer, knownVolume, SERVER_PARAMS } from './ids.ts';
import { minorOf, MINORS } from './microversion.ts';

const ATTACHMENT = Type.Object({
  id: Type.String({ description: 'Of the volume' }),
  volumeId: Type.String(),
  serverId: Type.String(),
  device: Type.String({ description: 'As a guest with Linux names it' }),
  delete_on_termination: Type.Optional(Type.Boolean({ description: 'From 2.79 on' })),
});
const DISK_PARAMS = Type.Object({ ...SERVER_PARAMS.properties, volume_id: Type.String() });

const tags = ['compute'];

/** Which volumes a server has. They are attached and detached while it is off. */
export function volumeAttachmentRoutes(scope: HttpServer, { machines }: ComputeApi): void {
  scope.get(
    '/servers/:server_id/os-volume_attachments',
    {
      schema: {
        tags,
        summary: 'List the volumes of a server',
        params: SERVER_PARAMS,
        response: { 200: Type.Object({ volumeAttachments: Type.Array(ATTACHMENT) }), ...REFUSALS },
      },
    },
    async (request) => {
      const machine = await machines.machineGet(callerOf(request), knownServer(request.params.server_id));
      return { volumeAttachments: attachmentsOf(machine, minorOf(request)) };
    },
  );

  scope.post(
    '/servers/:server_id/os-volume_attachments',
    {
      schema: {
        tags,
        summary: 'Attach a volume to a server that is off',
        params: SERVER_PARAMS,
        body: Type.Object({ volumeAttachment: Type.Object({ volumeId: Type.String() }) }),
        response: { 200: Type.Object({ volumeAttachment: ATTACHMENT }), ...REFUSALS },
      },
    },
    async (request) => {
      const id = knownServer(request.params.server_id);
      const body = member(jsonObject(request), 'volumeAttachment');
      const volume = knownVolume(requiredText(body, 'volumeId'));
      const machine = await machines.machineDiskAttach(callerOf(request), id, volume);
      return { volumeAttachment: attachmentOf(machine, volume, minorOf(request)) };
    },
  );

  scope.get(
    '/servers/:server_id/os-volume_attachments/:volume_id',
    {
      schema: {
        tags,
        summary: 'Show a volume of a server',
        params: DISK_PARAMS,
        response: { 200: Type.Object({ volumeAttachment: ATTACHMENT }), ...REFUSALS },
      },
    },
    async (request) => {
      const { server_id: server, volume_id: volume } = request.params;
      const machine = await machines.machineGet(callerOf(request), knownServer(server));
      return { volumeAttachment: attachmentOf(machine, knownVolume(volume), minorOf(request)) };
    },
  );

  scope.delete(
    '/servers/:server_id/os-volume_attachments/:volume_id',
    {
      schema: {
        tags,
        summary: 'Detach a volume from a server that is off',
        params: DISK_PARAMS,
        response: { 202: noBody('It is detached'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { server_id: server, volume_id: volume } = request.params;
      await machines.machineDiskDetach(callerOf(request), knownServer(server), knownVolume(volume));
      return await reply.code(202).send();
    },
  );
}

function attachmentsOf({ id, disks }: Machine, minor: number): Static<typeof ATTACHMENT>[] {
  return disks.map(({ volumeId, deleteWithMachine }, index) => ({
    id: volumeId,
    volumeId,
    serverId: id,
    device: deviceName(index),
    ...(minor >= MINORS.attachmentDeletion && { delete_on_termination: deleteWithMachine }),
  }));
}

function attachmentOf(machine: Machine, volume: VolumeId, minor: number): Static<typeof ATTACHMENT> {
  const found = attachmentsOf(machine, minor).find(({ id }) => id === volume);
  if (!found) throw notAttached(machine.id, volume);
  return found;
}

function notAttached(server: MachineId, volume: VolumeId): IngotError {
  return new IngotError('not-found', `Volume ${volume} is not attached to instance ${server}.`);
}

/** Disks are virtio's, of which a machine has fewer than the alphabet has letters. */
function deviceName(index: number): string {
  return `/dev/vd${String.fromCodePoint('a'.charCodeAt(0) + index)}`;
}
