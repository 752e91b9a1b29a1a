import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseProjectId, type ProjectId } from '../../../kernel/ids.ts';
import { UNLIMITED, type Quotas } from '../../../quotas/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';

const line = (description: string) =>
  Type.Object(
    { limit: Type.Integer({ description: `${UNLIMITED} for none` }), usage: Type.Integer() },
    { description },
  );
const REPORT = Type.Object({
  images: line('Images outside the trash'),
  imageBytes: line('Sum of their sizes, of what is staged and of uploads that are under way'),
  optimizedImages: line('Images whose layers are kept ready'),
  volumes: line('Volumes'),
  snapshots: line('Snapshots of volumes'),
  volumeGib: line('GiB that volumes and snapshots promise altogether'),
  largestVolumeGib: line('GiB of one volume; nothing is counted'),
  machines: line('Machines'),
  vcpus: line('Virtual processors of machines altogether'),
  memoryMib: line('MiB of memory of machines altogether'),
});

const limit = () =>
  Type.Optional(
    Type.Union([Type.Integer({ minimum: UNLIMITED, maximum: Number.MAX_SAFE_INTEGER }), Type.Null()], {
      description: `${UNLIMITED} for none, null for that of the installation`,
    }),
  );
const CHANGES = Type.Object(
  {
    images: limit(),
    imageBytes: limit(),
    optimizedImages: limit(),
    volumes: limit(),
    snapshots: limit(),
    volumeGib: limit(),
    largestVolumeGib: limit(),
    machines: limit(),
    vcpus: limit(),
    memoryMib: limit(),
  },
  { additionalProperties: false },
);
const PROJECT = Type.Object({ id: Type.String({ description: 'Id of the project' }) });

const tags = ['ingot'];
const refusals = { '4xx': ERROR };

/** How much a project may have, and has. A resource of Ingot's own API. */
export function quotaRoutes(quotas: Quotas): (scope: HttpServer) => void {
  return (scope) => {
    scope.get(
      '/projects/:id/quotas',
      {
        schema: {
          tags,
          summary: 'Show the quotas of a project',
          params: PROJECT,
          response: { 200: REPORT, ...refusals },
        },
      },
      async (request) => quotas.quotaGet(callerOf(request), projectOf(request.params.id)),
    );

    scope.put(
      '/projects/:id/quotas',
      {
        schema: {
          tags,
          summary: 'Set quotas of a project; what is left out stays',
          params: PROJECT,
          body: CHANGES,
          response: { 200: REPORT, ...refusals },
        },
      },
      async (request) => quotas.quotaUpdate(callerOf(request), projectOf(request.params.id), request.body),
    );
  };
}

function projectOf(text: string): ProjectId {
  const project = parseProjectId(text);
  if (project === null) throw new IngotError('not-found', `No project found with ID ${text}.`);
  return project;
}
