import type { Caller } from '../../../kernel/caller.ts';
import { IngotError } from '../../../kernel/errors.ts';
import type { MachineId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import { baseUrlOf } from '../../base-url.ts';
import type { HttpServer } from '../../http-server.ts';
import { optionalText, pairs, requiredText } from '../body.ts';
import { ACTION_ANSWERS, ACTION_BODY, namesOf, runAction, type ActionTable } from '../resource-actions.ts';
import type { ComputeApi } from './api.ts';
import { createImage } from './create-image.ts';
import { knownServer, SERVER_PARAMS } from './ids.ts';
import { minorOf, MINORS } from './microversion.ts';
import { wholeNumber } from './numbers.ts';
import { screenAddress } from './screen-address.ts';

/** A server, and who does something with it. */
interface Subject {
  readonly api: ComputeApi;
  readonly caller: Caller;
  readonly id: MachineId;
}

/** Lines that a console is asked for when nothing is said of it are all; each is taken to have as many bytes at most. */
const BYTES_PER_LINE = 256;
const LONGEST_OUTPUT = 256 * 2 ** 10;

/** What is done with a server by `POST /servers/:server_id/action`. */
const ACTIONS: ActionTable<Subject>['actions'] = {
  'os-start': {
    status: 202,
    run: async ({ api, caller, id }) => {
      await api.machines.machineStart(caller, id);
    },
  },
  'os-stop': {
    status: 202,
    run: async ({ api, caller, id }) => {
      await api.machines.machineStop(caller, id);
    },
  },
  reboot: {
    status: 202,
    run: async ({ api, caller, id, argument }) => {
      const type = optionalText(argument, 'type')?.toUpperCase();
      if (type !== 'SOFT' && type !== 'HARD') throw new IngotError('invalid', 'The type of a reboot is SOFT or HARD.');
      await api.machines.machineReboot(caller, id, { hard: type === 'HARD' });
    },
  },
  forceDelete: {
    status: 202,
    run: ({ api, caller, id }) => api.machines.machineDelete(caller, id),
  },
  createImage: {
    status: 202,
    run: async ({ api, caller, id, argument, request, reply }) => {
      const name = requiredText(argument, 'name');
      const { metadata } = argument;
      const properties = metadata === undefined || metadata === null ? {} : pairs(metadata, 'metadata');
      const image = await createImage(api, caller, id, { name, properties });
      if (minorOf(request) >= MINORS.imageId) return { image_id: image };
      // Clients take the last part of it for the id.
      reply.header('location', `${baseUrlOf(request, api.publicUrl)}/v2/images/${image}`);
      return undefined;
    },
  },
  'os-getConsoleOutput': {
    status: 200,
    run: async ({ api, caller, id, argument }) => {
      const { length } = argument;
      const lines = length === undefined || length === null || length === -1 ? null : wholeNumber(length, 'length');
      const bytes = lines === null ? LONGEST_OUTPUT : Math.min(LONGEST_OUTPUT, (lines + 1) * BYTES_PER_LINE);
      const log = Buffer.from(await api.machines.machineSerialLog(caller, id, bytes)).toString('utf8');
      return { output: lines === null ? log : lastLines(log, lines) };
    },
  },
  'os-getVNCConsole': {
    status: 200,
    run: async ({ api, caller, id, argument, request }) => {
      const type = optionalText(argument, 'type');
      if (type !== 'novnc') throw new IngotError('invalid', 'There are consoles of the type novnc only.');
      return { console: { type, url: await screenAddress(api, request, caller, id) } };
    },
  },
};

const ONE_HOST = 'A server stays on the host that made it; make an image of it and another server from that.';
const NO_NETWORKS = 'There are no networks to choose from: each server has one of its own, or none.';

/** Actions of Nova that make no sense here, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  'os-migrate': ONE_HOST,
  'os-migrateLive': ONE_HOST,
  evacuate: ONE_HOST,
  resize: 'Change the flavor of the machine while it is off, by PATCH /api/v1/machines/ID.',
  rebuild: 'The disks of a server are not replaced; make another server, or restore a snapshot of the machine.',
  rescue: 'Mount an ISO instead, by POST /api/v1/machines/ID/media, and boot from it.',
  pause: 'Servers are not paused here; stop it.',
  suspend: 'Servers are not suspended here; stop it.',
  shelve: 'Servers are not shelved here; stop it.',
  lock: 'Servers are not locked here.',
  changePassword: 'The password is set inside the guest, or by user data.',
  addSecurityGroup: NO_NETWORKS,
  removeSecurityGroup: NO_NETWORKS,
  addFloatingIp: NO_NETWORKS,
  addFixedIp: NO_NETWORKS,
};

const TABLE: ActionTable<Subject> = { actions: ACTIONS, refused: REFUSED };

/** `POST /servers/:server_id/action`: one key names the action. */
export function serverActionRoutes(scope: HttpServer, api: ComputeApi): void {
  scope.post(
    '/servers/:server_id/action',
    {
      schema: {
        tags: ['compute'],
        summary: 'Do something with a server',
        description: namesOf(TABLE),
        params: SERVER_PARAMS,
        body: ACTION_BODY,
        response: ACTION_ANSWERS,
      },
    },
    async (request, reply) => {
      const id = knownServer(request.params.server_id);
      const caller = callerOf(request);
      const look = () => api.machines.machineGet(caller, id);
      return runAction(TABLE, { api, caller, id }, { request, reply, look });
    },
  );
}

/** A line that was cut at its beginning is left out where it can be. */
function lastLines(log: string, count: number): string {
  const lines = log.split('\n');
  const isWhole = lines.at(-1) === '';
  return lines.slice(isWhole ? -count - 1 : -count).join('\n');
}
