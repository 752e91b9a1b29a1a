import { Type } from 'typebox';
import type { Caller } from '../../../kernel/caller.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { jsonObject } from '../json-body.ts';
import { pairs } from '../body.ts';
import { METADATA, noBody, REFUSALS } from '../documented-answers.ts';

type Pairs = Readonly<Record<string, string>>;

/** A thing that has pairs. */
export interface MetadataOwner {
  /** Where the things are, with a slash before it. */
  readonly path: string;
  /** For people. */
  readonly noun: string;
  get(caller: Caller, id: string): Promise<Pairs>;
  /** @param revise sees the pairs as they are, and returns the whole set; it may throw to refuse. @returns that set. */
  change(caller: Caller, id: string, revise: (before: Pairs) => Pairs): Promise<Pairs>;
}

const BODY = Type.Object({ metadata: METADATA });
const PAIR = Type.Object({ meta: METADATA });
const PARAMS = Type.Object({ id: Type.String() });
const PAIR_PARAMS = Type.Object({ id: Type.String(), key: Type.String() });

/** `/volumes/:id/metadata` and the same of snapshots. */
export function metadataRoutes(scope: HttpServer, owner: MetadataOwner): void {
  const { path, noun } = owner;
  const tags = ['volume'];
  const all = `${path}/:id/metadata`;
  const one = `${path}/:id/metadata/:key`;

  scope.get(
    all,
    {
      schema: {
        tags,
        summary: `Show the metadata of a ${noun}`,
        params: PARAMS,
        response: { 200: BODY, ...REFUSALS },
      },
    },
    async (request) => ({ metadata: await owner.get(callerOf(request), request.params.id) }),
  );

  scope.post(
    all,
    {
      schema: {
        tags,
        summary: `Add to the metadata of a ${noun}`,
        params: PARAMS,
        body: BODY,
        response: { 200: BODY, ...REFUSALS },
      },
    },
    async (request) => {
      const added = pairs(jsonObject(request)['metadata'], 'metadata');
      const metadata = await owner.change(callerOf(request), request.params.id, (before) => ({ ...before, ...added }));
      return { metadata };
    },
  );

  scope.put(
    all,
    {
      schema: {
        tags,
        summary: `Replace the metadata of a ${noun}`,
        params: PARAMS,
        body: BODY,
        response: { 200: BODY, ...REFUSALS },
      },
    },
    async (request) => {
      const metadata = pairs(jsonObject(request)['metadata'], 'metadata');
      return { metadata: await owner.change(callerOf(request), request.params.id, () => metadata) };
    },
  );

  scope.get(
    one,
    {
      schema: {
        tags,
        summary: `Show a pair of the metadata of a ${noun}`,
        params: PAIR_PARAMS,
        response: { 200: PAIR, ...REFUSALS },
      },
    },
    async (request) => {
      const { id, key } = request.params;
      return { meta: { [key]: valueOf(await owner.get(callerOf(request), id), key) } };
    },
  );

  scope.put(
    one,
    {
      schema: {
        tags,
        summary: `Set a pair of the metadata of a ${noun}`,
        params: PAIR_PARAMS,
        body: PAIR,
        response: { 200: PAIR, ...REFUSALS },
      },
    },
    async (request) => {
      const { id, key } = request.params;
      const meta = pairs(jsonObject(request)['meta'], 'meta');
      if (Object.keys(meta).join() !== key) {
        throw new IngotError('invalid', `Expected one pair in the form {"meta": {${JSON.stringify(key)}: "value"}}.`);
      }
      await owner.change(callerOf(request), id, (before) => ({ ...before, ...meta }));
      return { meta };
    },
  );

  scope.delete(
    one,
    {
      schema: {
        tags,
        summary: `Remove a pair of the metadata of a ${noun}`,
        params: PAIR_PARAMS,
        response: { 200: noBody('Done'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { id, key } = request.params;
      await owner.change(callerOf(request), id, (before) => without(before, key));
      return await reply.code(200).send();
    },
  );
}

/** The pairs without one of them. @throws IngotError `not-found` when it is not there. */
export function without(before: Pairs, key: string): Pairs {
  valueOf(before, key);
  return Object.fromEntries(Object.entries(before).filter(([name]) => name !== key));
}

function valueOf(all: Pairs, key: string): string {
  const value = Object.hasOwn(all, key) ? all[key] : undefined;
  if (value === undefined) throw new IngotError('not-found', `There is no metadata with the key ${key}.`);
  return value;
}
