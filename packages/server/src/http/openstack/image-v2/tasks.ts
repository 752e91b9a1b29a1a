import { Type } from 'typebox';
import type { Caller } from '../../../kernel/caller.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseJobId, type JobId } from '../../../kernel/ids.ts';
import type { Images, ImportTask, TaskQuery } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { collectionSchema } from './collection-schema.ts';
import { documented, REFUSALS } from './documented-answers.ts';
import { imageIdOf, IMAGE_PARAMS } from './image-params.ts';
import { sortDirection } from './image-sort.ts';
import { parseImportTask, type ImportTaskRequest } from './import-task.ts';
import { queryOf } from '../request-url.ts';
import { pageLinks, schemaPath, taskPath, TASKS_PATH } from './paths.ts';
import { parseLimit } from './query-values.ts';
import {
  LISTED_TASK_SCHEMA,
  renderListedTask,
  renderTask,
  TASK_SCHEMA,
  TASK_STATUSES,
  TASK_TYPES,
} from './render-task.ts';
import { jsonObject } from '../json-body.ts';

const TASK_PARAMS = Type.Object({ task_id: Type.String() });
const TASK_QUERY = Type.Object({
  status: Type.Optional(Type.String({ enum: [...TASK_STATUSES] })),
  type: Type.Optional(Type.String({ enum: [...TASK_TYPES] })),
  sort_dir: Type.Optional(Type.String({ enum: ['asc', 'desc'], default: 'desc' })),
  limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, default: 25 })),
  marker: Type.Optional(Type.String({ description: 'Last task of the page before' })),
});

const TASK = documented('An import', TASK_SCHEMA.properties);
const LISTED_TASK = documented('An import', LISTED_TASK_SCHEMA.properties);

/** Imports, seen as tasks: those of one image, and for administrators all. */
export function taskRoutes(scope: HttpServer, images: Images): void {
  const tags = ['image'];

  scope.get(
    '/images/:image_id/tasks',
    {
      schema: {
        tags,
        summary: 'List the imports of an image',
        params: IMAGE_PARAMS,
        response: { 200: documented('All of them', { tasks: { type: 'array', items: TASK } }), ...REFUSALS },
      },
    },
    async (request) => {
      const tasks = await images.imageTaskList(callerOf(request), imageIdOf(request.params));
      return { tasks: tasks.map(renderTask) };
    },
  );

  scope.get(
    '/tasks',
    {
      schema: {
        tags,
        summary: 'List all imports',
        querystring: TASK_QUERY,
        response: { 200: documented('A page of them', collectionSchema('tasks', LISTED_TASK).properties), ...REFUSALS },
      },
    },
    async (request) => {
      const query = queryOf(request);
      const page = await images.taskList(callerOf(request), parseTaskQuery(query));
      const last = page.more ? page.items.at(-1) : undefined;
      return {
        tasks: page.items.map(renderListedTask),
        ...pageLinks(TASKS_PATH, query, last?.id ?? null),
        schema: schemaPath('tasks'),
      };
    },
  );

  scope.post(
    '/tasks',
    {
      schema: {
        tags,
        summary: 'Register an image and import it from an address',
        deprecated: true,
        body: Type.Object({ type: Type.String({ enum: ['import'] }), input: Type.Object({}) }),
        response: { 201: TASK, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const task = await startImportTask(images, caller, parseImportTask(jsonObject(request)));
      reply.header('location', taskPath(task.id));
      return await reply.code(201).send(renderTask(task));
    },
  );

  scope.get(
    '/tasks/:task_id',
    { schema: { tags, summary: 'Show an import', params: TASK_PARAMS, response: { 200: TASK, ...REFUSALS } } },
    async (request) => renderTask(await images.taskGet(callerOf(request), taskIdOf(request.params.task_id))),
  );
}

/** Registers an image and imports it; when that cannot even begin, the image goes again. */
async function startImportTask(images: Images, caller: Caller, wanted: ImportTaskRequest): Promise<ImportTask> {
  // Who may use tasks is decided where they are listed.
  await images.taskList(caller, { limit: 0, direction: 'desc' });
  const { id } = await images.imageCreate(caller, wanted.image);
  try {
    return await images.importStart(caller, id, wanted.method);
  } catch (error) {
    await images.imageDelete(caller, id);
    throw error;
  }
}

function parseTaskQuery(parameters: URLSearchParams): TaskQuery {
  const status = choice('status', TASK_STATUSES, parameters.get('status'));
  const type = choice('type', TASK_TYPES, parameters.get('type'));
  const marker = parameters.get('marker');
  return {
    limit: parseLimit(parameters.get('limit')),
    direction: sortDirection(parameters.get('sort_dir') ?? 'desc'),
    ...(status === null ? {} : { status }),
    ...(type === null ? {} : { type }),
    ...(marker === null ? {} : { marker: markerId(marker) }),
  };
}

function choice<const Value extends string>(name: string, values: readonly Value[], text: string | null): Value | null {
  if (text === null) return null;
  const value = values.find((one) => one === text);
  if (value !== undefined) return value;
  throw new IngotError('invalid', `Invalid ${name} value: ${text}; it has to be one of ${values.join(', ')}.`);
}

function markerId(text: string): JobId {
  const id = parseJobId(text);
  if (id === null) throw new IngotError('invalid', 'Invalid marker format.');
  return id;
}

function taskIdOf(text: string): JobId {
  const id = parseJobId(text);
  if (id === null) throw new IngotError('not-found', `No task found with ID ${text}.`);
  return id;
}
