import type { Caller } from '../../../kernel/caller.ts';
import { IngotError } from '../../../kernel/errors.ts';
import type { VolumeId } from '../../../kernel/ids.ts';
import { RESETTABLE_STATUSES, type Volumes } from '../../../volumes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import type { JsonObject } from '../json-body.ts';
import { ACTION_ANSWERS, ACTION_BODY, namesOf, runAction, type ActionTable } from '../resource-actions.ts';
import type { VolumeApi } from './api.ts';
import { optionalFlag, optionalText, pairs, requiredText, sizeInGib } from '../body.ts';
import { knownVolume, VOLUME_PARAMS } from './ids.ts';
import { without } from './metadata.ts';
import { READ_ONLY_KEY } from './render-volume.ts';
import { uploadToImage } from './upload-to-image.ts';

/** A volume, and who does something with it. */
interface Subject {
  readonly volumes: Volumes;
  readonly caller: Caller;
  readonly id: VolumeId;
}

/** What is done with a volume by `POST /volumes/:volume_id/action`. */
const ACTIONS: ActionTable<Subject>['actions'] = {
  'os-extend': {
    status: 202,
    run: async ({ volumes, caller, id, argument }) => {
      await volumes.volumeExtend(caller, id, sizeInGib(argument['new_size'], 'new_size'));
    },
  },
  'os-set_bootable': {
    status: 200,
    run: async ({ volumes, caller, id, argument }) => {
      const bootable = requiredFlag(argument, 'bootable');
      await volumes.volumeUpdate(caller, id, () => ({ bootable }));
    },
  },
  'os-update_readonly_flag': {
    status: 202,
    run: async ({ volumes, caller, id, argument }) => {
      const readOnly = requiredFlag(argument, 'readonly');
      // From then on clients see the flag among the metadata.
      await volumes.volumeUpdate(caller, id, ({ metadata }) => ({
        readOnly,
        metadata: { ...metadata, [READ_ONLY_KEY]: readOnly ? 'True' : 'False' },
      }));
    },
  },
  'os-set_image_metadata': {
    status: 200,
    run: async ({ volumes, caller, id, argument }) => {
      const added = pairs(argument['metadata'], 'metadata');
      const { imageMetadata } = await volumes.volumeUpdate(caller, id, (before) => ({
        imageMetadata: { ...before.imageMetadata, ...added },
      }));
      return { metadata: imageMetadata };
    },
  },
  'os-unset_image_metadata': {
    status: 200,
    run: async ({ volumes, caller, id, argument }) => {
      const key = requiredText(argument, 'key');
      await volumes.volumeUpdate(caller, id, (before) => ({ imageMetadata: without(before.imageMetadata, key) }));
    },
  },
  'os-show_image_metadata': {
    status: 200,
    run: async ({ volumes, caller, id }) => ({ metadata: (await volumes.volumeGet(caller, id)).imageMetadata }),
  },
  'os-volume_upload_image': { status: 202, run: uploadToImage },
  'os-reset_status': {
    status: 202,
    run: async ({ volumes, caller, id, argument }) => {
      const status = RESETTABLE_STATUSES.find((one) => one === argument['status']);
      if (status === undefined) {
        throw new IngotError('invalid', `status has to be ${RESETTABLE_STATUSES.join(' or ')}; nothing else is reset.`);
      }
      await volumes.volumeResetStatus(caller, id, status);
    },
  },
  'os-reserve': { status: 202, run: ({ volumes, caller, id }) => volumes.volumeReserve(caller, id) },
  'os-unreserve': { status: 202, run: ({ volumes, caller, id }) => volumes.volumeUnreserve(caller, id) },
  'os-attach': {
    status: 202,
    run: async ({ volumes, caller, id, argument }) => {
      const mode = optionalText(argument, 'mode') ?? 'rw';
      if (mode !== 'rw' && mode !== 'ro') throw new IngotError('invalid', 'mode has to be rw or ro.');
      await volumes.volumeAttach(caller, id, {
        machineId: optionalText(argument, 'instance_uuid') ?? null,
        hostName: optionalText(argument, 'host_name') ?? null,
        device: requiredText(argument, 'mountpoint'),
        mode,
      });
    },
  },
  'os-begin_detaching': { status: 202, run: ({ volumes, caller, id }) => volumes.volumeBeginDetaching(caller, id) },
  'os-roll_detaching': { status: 202, run: ({ volumes, caller, id }) => volumes.volumeRollDetaching(caller, id) },
  'os-detach': { status: 202, run: ({ volumes, caller, id }) => volumes.volumeDetach(caller, id) },
  // What a volume is going through has a deadline, so nothing has to be forced: the rules of deleting hold.
  'os-force_delete': { status: 202, run: ({ volumes, caller, id }) => volumes.volumeDelete(caller, id) },
};

const ONE_HOST = 'A volume stays on the host that made it; make an image of it and another volume from that.';
const NO_ATTACHMENT_BY_NETWORK =
  'A volume is a file on the host that made it, which is opened there and not connected to.';

/** Actions of Cinder that make no sense here, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  'os-retype': 'There is one volume type, so there is no other to change to.',
  'os-migrate_volume': ONE_HOST,
  'os-migrate_volume_completion': ONE_HOST,
  'os-unmanage': ONE_HOST,
  'os-initialize_connection': NO_ATTACHMENT_BY_NETWORK,
  'os-terminate_connection': NO_ATTACHMENT_BY_NETWORK,
  'os-force_detach': 'The machine has to let go of the volume first; then ask for os-detach.',
  'os-reimage': 'The disk of a volume is not replaced; make another volume from the image.',
  'os-extend_volume_completion': 'A volume is extended by this service alone; nobody has to confirm it.',
  revert: 'The disk of a volume is not replaced; make another volume from the snapshot.',
};

const TABLE: ActionTable<Subject> = { actions: ACTIONS, refused: REFUSED };

/** `POST /volumes/:volume_id/action`: one key names the action. */
export function volumeActionRoutes(scope: HttpServer, { volumes }: VolumeApi): void {
  scope.post(
    '/volumes/:volume_id/action',
    {
      schema: {
        tags: ['volume'],
        summary: 'Do something with a volume',
        description: namesOf(TABLE),
        params: VOLUME_PARAMS,
        body: ACTION_BODY,
        response: ACTION_ANSWERS,
      },
    },
    async (request, reply) => {
      const id = knownVolume(request.params.volume_id);
      const caller = callerOf(request);
      const look = () => volumes.volumeGet(caller, id);
      return runAction(TABLE, { volumes, caller, id }, { request, reply, look });
    },
  );
}

function requiredFlag(body: JsonObject, key: string): boolean {
  const flag = optionalFlag(body, key);
  if (flag === undefined) throw new IngotError('invalid', `${key} has to be true or false.`);
  return flag;
}
