import type { Caller } from '../../../kernel/caller.ts';
import { IngotError } from '../../../kernel/errors.ts';
import type { SnapshotId } from '../../../kernel/ids.ts';
import type { Volumes } from '../../../volumes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ACTION_ANSWERS, ACTION_BODY, namesOf, runAction, type ActionTable } from '../resource-actions.ts';
import { knownSnapshot, SNAPSHOT_PARAMS } from './ids.ts';

/** A snapshot, and who does something with it. */
interface Subject {
  readonly volumes: Volumes;
  readonly caller: Caller;
  readonly id: SnapshotId;
}

const TABLE: ActionTable<Subject> = {
  actions: {
    'os-reset_status': {
      status: 202,
      run: async ({ volumes, caller, id, argument }) => {
        if (argument['status'] !== 'error') throw new IngotError('invalid', 'A snapshot is reset to error only.');
        await volumes.snapshotResetStatus(caller, id, 'error');
      },
    },
    'os-force_delete': { status: 202, run: ({ volumes, caller, id }) => volumes.snapshotDelete(caller, id) },
  },
};

/** `POST /snapshots/:snapshot_id/action`: one key names the action. */
export function snapshotActionRoutes(scope: HttpServer, volumes: Volumes): void {
  scope.post(
    '/snapshots/:snapshot_id/action',
    {
      schema: {
        tags: ['volume'],
        summary: 'Do something with a snapshot',
        description: namesOf(TABLE),
        params: SNAPSHOT_PARAMS,
        body: ACTION_BODY,
        response: ACTION_ANSWERS,
      },
    },
    async (request, reply) => {
      const id = knownSnapshot(request.params.snapshot_id);
      const caller = callerOf(request);
      const look = () => volumes.snapshotGet(caller, id);
      return runAction(TABLE, { volumes, caller, id }, { request, reply, look });
    },
  );
}
