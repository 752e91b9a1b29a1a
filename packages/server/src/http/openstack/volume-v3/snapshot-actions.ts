import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import type { Volumes } from '../../../volumes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { jsonObject } from '../json-body.ts';
import { wantedAction } from '../action-body.ts';
import { noBody, REFUSALS } from './documented-answers.ts';
import { knownSnapshot, SNAPSHOT_PARAMS } from './ids.ts';

/** `POST /snapshots/:snapshot_id/action`: one key names the action. */
export function snapshotActionRoutes(scope: HttpServer, volumes: Volumes): void {
  scope.post(
    '/snapshots/:snapshot_id/action',
    {
      schema: {
        tags: ['volume'],
        summary: 'Do something with a snapshot',
        description: 'The one key of the body names the action: os-reset_status, os-force_delete.',
        params: SNAPSHOT_PARAMS,
        body: Type.Record(Type.String(), Type.Unknown()),
        response: { 202: noBody('Done'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { name, argument } = wantedAction(jsonObject(request));
      const id = knownSnapshot(request.params.snapshot_id);
      const caller = callerOf(request);
      if (name === 'os-reset_status') {
        if (argument['status'] !== 'error') throw new IngotError('invalid', 'A snapshot is reset to error only.');
        await volumes.snapshotResetStatus(caller, id, 'error');
      } else if (name === 'os-force_delete') await volumes.snapshotDelete(caller, id);
      else {
        await volumes.snapshotGet(caller, id);
        throw new IngotError('invalid', `There is no such action: ${name}.`);
      }
      return await reply.code(202).send();
    },
  );
}
