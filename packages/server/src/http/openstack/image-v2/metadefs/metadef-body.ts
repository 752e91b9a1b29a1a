import type { FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { IngotError } from '../../../../kernel/errors.ts';
import { jsonObject } from '../../json-body.ts';

export const TIMES = ['created_at', 'updated_at'] as const;
export const TIMES_AND_LINKS = ['self', 'schema', ...TIMES] as const;

/**
 * Reads bodies of one kind.
 *
 * @param readOnly attributes that only the service sets.
 * @returns a function that throws IngotError `forbidden` for a read-only attribute and `invalid` for what the schema
 * does not allow.
 */
export function bodyReader<Schema extends TSchema>(
  schema: Schema,
  readOnly: readonly string[],
): (request: FastifyRequest) => Static<Schema> {
  const validator = Compile(schema);
  return (request) => {
    const body = jsonObject(request);
    for (const name of readOnly) {
      if (Object.hasOwn(body, name)) throw new IngotError('forbidden', `Attribute '${name}' is read-only.`);
    }
    if (validator.Check(body)) return body;
    const first = validator.Errors(body).find(({ keyword }) => keyword !== 'boolean');
    throw new IngotError('invalid', `The body is not valid${first ? `: ${describe(first)}` : ''}.`);
  };
}

function describe(problem: {
  readonly instancePath: string;
  readonly message: string;
  readonly params: object;
}): string {
  const where = problem.instancePath === '' ? 'it' : problem.instancePath.slice(1);
  const { additionalProperties: names } = problem.params as { readonly additionalProperties?: readonly string[] };
  return `${where} ${problem.message}${names ? ` (${names.join(', ')})` : ''}`;
}
