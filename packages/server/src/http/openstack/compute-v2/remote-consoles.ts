import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { member } from '../body.ts';
import { jsonObject } from '../json-body.ts';
import type { ComputeApi } from './api.ts';
import { REFUSALS } from '../documented-answers.ts';
import { knownServer, SERVER_PARAMS } from './ids.ts';
import { screenAddress } from './screen-address.ts';

const KIND = { protocol: Type.String({ enum: ['vnc'] }), type: Type.String({ enum: ['novnc'] }) };

/** How clients ask for a screen from 2.6 on. */
export function remoteConsoleRoute(scope: HttpServer, api: ComputeApi): void {
  scope.post(
    '/servers/:server_id/remote-consoles',
    {
      schema: {
        tags: ['compute'],
        summary: 'Ask for an address where the screen of a server can be seen and used',
        params: SERVER_PARAMS,
        body: Type.Object({ remote_console: Type.Object(KIND) }),
        response: {
          200: Type.Object({ remote_console: Type.Object({ ...KIND, url: Type.String() }) }),
          ...REFUSALS,
        },
      },
    },
    async (request) => {
      const { protocol, type } = member(jsonObject(request), 'remote_console');
      if (protocol !== 'vnc' || type !== 'novnc') {
        throw new IngotError('invalid', 'There are consoles of the protocol vnc and the type novnc only.');
      }
      const url = await screenAddress(api, request, callerOf(request), knownServer(request.params.server_id));
      return { remote_console: { protocol, type, url } };
    },
  );
}
