import { Type } from 'typebox';
import type { DiskUses, Volumes } from '../../../volumes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { FREED_BYTES, renderFreed } from '../freed-bytes.ts';
import { snapshotIdOf, volumeIdOf } from './disk-ids.ts';

const idOf = (what: string) => Type.Object({ id: Type.String({ description: `Id of the ${what}, a UUID` }) });
const USES = Type.Object({
  dependants: Type.Array(
    Type.Object({
      kind: Type.Enum(['image', 'snapshot', 'volume']),
      id: Type.String(),
      name: Type.Union([Type.String(), Type.Null()]),
    }),
    { description: 'What was made of it in its project, or has the same bytes; 100 of each kind at most' },
  ),
  readers: Type.Integer({ description: 'Snapshots and copies of it that are being made now' }),
  blocksDelete: Type.Boolean({ description: 'Whether any of these keeps it from being deleted' }),
  ...FREED_BYTES,
  hostBytes: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
    description: 'What the disk of a volume takes on its host, when that is the one that answers',
  }),
});

const tags = ['disks'];
const response = { 200: USES, '4xx': ERROR };

/** Who needs a volume or a snapshot. */
export function diskUsesRoutes(scope: HttpServer, volumes: Volumes): void {
  scope.get(
    '/volumes/:id/uses',
    { schema: { tags, summary: 'Show what refers to a volume', params: idOf('volume'), response } },
    async (request) => render(await volumes.volumeUses(callerOf(request), volumeIdOf(request.params.id))),
  );

  scope.get(
    '/snapshots/:id/uses',
    { schema: { tags, summary: 'Show what refers to a snapshot', params: idOf('snapshot'), response } },
    async (request) => render(await volumes.snapshotUses(callerOf(request), snapshotIdOf(request.params.id))),
  );
}

function render({ dependants, freed, ...uses }: DiskUses) {
  return { ...uses, ...renderFreed(freed), dependants: dependants.map((dependant) => ({ ...dependant })) };
}
