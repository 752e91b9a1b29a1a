import { Type, type TSchema } from 'typebox';
import { noBody } from '../documented-answers.ts';

export { noBody };

/** The body of every refusal, as clients that ask for JSON see it. */
const ERROR = Type.Object(
  {
    message: Type.String(),
    code: Type.String({ description: 'Status and phrase, such as "404 Not Found"' }),
    title: Type.String(),
  },
  { description: 'Refused' },
);

/** What can come back besides success; for the `response` of a route. */
export const REFUSALS = { '4xx': ERROR } as const;

/** What most changes answer. */
export const NO_CONTENT = { 204: noBody('Done'), ...REFUSALS } as const;

/** The body of an answer that other schemas describe in full, see `GET /v2/schemas/…`. */
export function documented(description: string, properties: Readonly<Record<string, TSchema | object>>): TSchema {
  return Type.Unsafe<unknown>({ type: 'object', description, properties });
}
