import { Type, type Static } from 'typebox';
import type { PoolCheck, PoolWithUsage } from '../../../publishing/index.ts';

const nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema, description: string) =>
  Type.Union([schema, Type.Null()], { description });

const PLACE = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('directory'),
      path: Type.String({
        maxLength: 4096,
        description: 'On the host of the service, absolute, without symbolic links',
      }),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('s3'),
      bucket: Type.String({ maxLength: 63, description: 'Reached with the settings store.s3 of the service' }),
      prefix: Type.String({ maxLength: 512, description: 'Before every key, such as desktops/; may be empty' }),
    },
    { additionalProperties: false },
  ),
]);

export const POOL = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: nullable(Type.String(), 'What it is for'),
  place: nullable(PLACE, 'Where its files lie; null for those who are no administrators'),
  usage: Type.Object({
    artefacts: Type.Integer({ description: 'Files of desktop images' }),
    bytes: Type.Integer({ description: 'What they take, in bytes' }),
  }),
  createdAt: Type.String({ format: 'date-time' }),
  updatedAt: Type.String({ format: 'date-time' }),
});

export const POOL_CHECK = Type.Object({
  usable: Type.Boolean(),
  problem: nullable(Type.String(), 'Why it cannot be used, as a sentence'),
  totalBytes: nullable(Type.Integer(), 'Room of its file system; null where nobody knows it, as of a bucket'),
  freeBytes: nullable(Type.Integer(), 'What is left of that'),
  checkedAt: Type.String({ format: 'date-time' }),
});

const NAME = Type.String({ minLength: 1, maxLength: 63, description: 'No two pools have the same' });
const DESCRIPTION = Type.Optional(Type.Union([Type.String({ maxLength: 255 }), Type.Null()]));

export const NEW_POOL = Type.Object(
  { name: NAME, description: DESCRIPTION, place: PLACE },
  { additionalProperties: false },
);
export const POOL_CHANGES = Type.Object(
  { name: Type.Optional(NAME), description: DESCRIPTION },
  { additionalProperties: false },
);

export function renderPool({ pool, usage }: PoolWithUsage): Static<typeof POOL> {
  return {
    ...pool,
    place: pool.place && { ...pool.place },
    usage: { ...usage },
    createdAt: new Date(pool.createdAt).toISOString(),
    updatedAt: new Date(pool.updatedAt).toISOString(),
  };
}

export function renderCheck({ problem, total, free, checkedAt }: PoolCheck): Static<typeof POOL_CHECK> {
  return {
    usable: problem === null,
    problem,
    totalBytes: total,
    freeBytes: free,
    checkedAt: new Date(checkedAt).toISOString(),
  };
}
