import { Type } from 'typebox';
import { IMPORT_TASK_TYPE, type ImportTask } from '../../../images/index.ts';
import { schemaPath, taskPath } from './paths.ts';
import { wireTime } from './wire-time.ts';

const nullableObject = Type.Unsafe<unknown>({ type: ['null', 'object'] });

export const TASK_TYPES = ['import', IMPORT_TASK_TYPE, 'location_import'] as const;
export const TASK_STATUSES = ['pending', 'processing', 'success', 'failure'] as const;

const LISTED_PROPERTIES = {
  id: Type.String(),
  type: Type.String({ enum: [...TASK_TYPES] }),
  status: Type.String({ enum: [...TASK_STATUSES] }),
  owner: Type.String(),
  image_id: Type.String(),
  request_id: Type.String({ description: 'The request that started it' }),
  user_id: Type.String(),
  expires_at: Type.Unsafe<unknown>({ type: ['null', 'string'], description: 'When a finished task is forgotten' }),
  created_at: Type.String(),
  updated_at: Type.String(),
  self: Type.String({ readOnly: true }),
  schema: Type.String({ readOnly: true }),
};

/** `GET /v2/schemas/task`. */
export const TASK_SCHEMA = {
  name: 'task',
  properties: {
    ...LISTED_PROPERTIES,
    input: nullableObject,
    result: nullableObject,
    message: Type.String({ description: 'Why it failed, or how far it has come' }),
  },
  additionalProperties: false,
};

/** Tasks as they are in lists. */
export const LISTED_TASK_SCHEMA = { name: 'task', properties: LISTED_PROPERTIES, additionalProperties: false };

/** A task without what can be long. */
export function renderListedTask(task: ImportTask) {
  return {
    id: task.id,
    type: IMPORT_TASK_TYPE,
    status: task.status,
    owner: task.ownerId,
    image_id: task.imageId,
    request_id: task.requestId,
    user_id: task.userId,
    created_at: wireTime(task.createdAt),
    updated_at: wireTime(task.updatedAt),
    ...(task.expiresAt === null ? {} : { expires_at: wireTime(task.expiresAt) }),
    self: taskPath(task.id),
    schema: schemaPath('task'),
  };
}

export function renderTask(task: ImportTask) {
  return {
    ...renderListedTask(task),
    input: { image_id: task.imageId, import_req: { method: task.method } },
    result: task.status === 'success' ? { image_id: task.imageId } : null,
    message: task.message,
  };
}
