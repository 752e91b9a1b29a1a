import { Type } from 'typebox';
import type { ImagePolicy, Inspections } from '../../../inspection/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseProjectId, type ProjectId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';

const ids = (description: string) => Type.Array(Type.String({ maxLength: 64 }), { maxItems: 32, description });
const POLICY = Type.Object(
  {
    required: ids('Profiles that an image has to pass before it becomes public or the latest of a family'),
    checked: ids('Profiles by which every new image is judged, beside those that are required'),
  },
  { additionalProperties: false },
);
const PROJECT = Type.Object({ id: Type.String({ description: 'Id of the project' }) });

const tags = ['inspection'];
const refusals = { '4xx': ERROR };

/** What a project asks of its images. */
export function policyRoutes(scope: HttpServer, inspections: Inspections): void {
  scope.get(
    '/projects/:id/image-policy',
    {
      schema: {
        tags,
        summary: 'Show what a project asks of its images',
        params: PROJECT,
        response: { 200: POLICY, ...refusals },
      },
    },
    async (request) => renderPolicy(await inspections.policyGet(callerOf(request), projectOf(request.params.id))),
  );

  scope.put(
    '/projects/:id/image-policy',
    {
      schema: {
        tags,
        summary: 'Set what a project asks of its images',
        params: PROJECT,
        body: POLICY,
        response: { 200: POLICY, ...refusals },
      },
    },
    async (request) => {
      const policy = { projectId: projectOf(request.params.id), ...request.body };
      return renderPolicy(await inspections.policySet(callerOf(request), policy));
    },
  );
}

function renderPolicy({ required, checked }: ImagePolicy) {
  return { required: [...required], checked: [...checked] };
}

function projectOf(text: string): ProjectId {
  const project = parseProjectId(text);
  if (project === null) throw new IngotError('not-found', `No project found with ID ${text}.`);
  return project;
}
