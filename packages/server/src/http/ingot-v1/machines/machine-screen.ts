import { Type } from 'typebox';
import { callerOf } from '../../authentication.ts';
import { pageAddress } from '../../screen-address.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import type { MachineApi } from './machine-api.ts';
import { MACHINE_PARAMS, machineIdOf } from './machine-ids.ts';
import { wireTime } from './machine-schema.ts';

/** Bytes of a serial log that are sent at a time. */
const LARGEST_LOG = 2 * 2 ** 20;
const USUAL_LOG = 64 * 2 ** 10;

const CONSOLE = Type.Object({
  url: Type.String({ description: 'To be opened in a browser; good for one visit' }),
  protocol: Type.Literal('vnc'),
  expiresAt: Type.String({ format: 'date-time' }),
});
const LOG_QUERY = Type.Object({
  bytes: Type.Optional(
    Type.Integer({ minimum: 1, maximum: LARGEST_LOG, default: USUAL_LOG, description: 'From the end' }),
  ),
});

/** What comes from a guest is shown to nobody as a page. */
const GUEST_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'no-store',
};

const tags = ['machines'];
const params = MACHINE_PARAMS;
const refusals = { '4xx': ERROR };

/** What a guest shows: its screen, a picture of it, and what it writes to its serial port. */
export function machineScreenRoutes(scope: HttpServer, { machines, consoles, publicUrl }: MachineApi): void {
  scope.post(
    '/machines/:id/console',
    {
      schema: {
        tags,
        summary: 'Ask for an address where the screen of a machine can be seen and used',
        params,
        response: { 201: CONSOLE, ...refusals },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const id = machineIdOf(request.params.id);
      const { name } = await machines.machineGet(caller, id);
      const { ticket, expiresAt } = await consoles.consoleOpen(caller, id);
      const url = pageAddress(request, publicUrl, { ticket, name });
      reply.header('cache-control', 'no-store').code(201);
      return { url, protocol: 'vnc' as const, expiresAt: wireTime(expiresAt) };
    },
  );

  scope.get(
    '/machines/:id/screenshot',
    {
      schema: {
        tags,
        summary: 'Show what is on the screen of a machine now',
        params,
        produces: ['image/png'],
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary', description: 'PNG' }), ...refusals },
      },
    },
    async (request, reply) => {
      const picture = await machines.machineScreenshot(callerOf(request), machineIdOf(request.params.id));
      return await reply.headers({ ...GUEST_HEADERS, 'content-type': 'image/png' }).send(Buffer.from(picture));
    },
  );

  scope.get(
    '/machines/:id/serial-log',
    {
      schema: {
        tags,
        summary: 'Show the end of what a machine has written to its serial port',
        params,
        querystring: LOG_QUERY,
        produces: ['text/plain'],
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', description: 'As the guest wrote it' }), ...refusals },
      },
    },
    async (request, reply) => {
      const { bytes = USUAL_LOG } = request.query;
      const log = await machines.machineSerialLog(callerOf(request), machineIdOf(request.params.id), bytes);
      const headers = { ...GUEST_HEADERS, 'content-type': 'text/plain; charset=utf-8' };
      return await reply.headers(headers).send(Buffer.from(log));
    },
  );
}
