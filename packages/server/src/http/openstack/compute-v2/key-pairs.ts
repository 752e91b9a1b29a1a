import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseUserId, type UserId } from '../../../kernel/ids.ts';
import type { KeyPair } from '../../../key-pairs/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { member, optionalText, requiredText } from '../body.ts';
import { jsonObject } from '../json-body.ts';
import { queryOf } from '../request-url.ts';
import type { ComputeApi } from './api.ts';
import { noBody, REFUSALS } from '../documented-answers.ts';
import { minorOf, MINORS } from './microversion.ts';
import { wireTime } from './wire-time.ts';

const tags = ['compute'];
const PARAMS = Type.Object({ keypair_name: Type.String() });
const USER = Type.Optional(Type.String({ description: 'Of this user, from 2.10 on; for administrators' }));
const querystring = Type.Object({ user_id: USER });
const page = Type.Object({
  user_id: USER,
  limit: Type.Optional(Type.Integer({ description: 'From 2.35 on' })),
  marker: Type.Optional(Type.String({ description: 'Name of the last entry of the page before, from 2.35 on' })),
});
const SUMMARY = Type.Object({
  name: Type.String(),
  public_key: Type.String(),
  fingerprint: Type.String({ description: 'MD5' }),
  type: Type.Optional(Type.String({ description: 'From 2.2 on: ssh' })),
});
const SHOWN = Type.Object({
  ...SUMMARY.properties,
  user_id: Type.String(),
  created_at: Type.String(),
  updated_at: Type.Null(),
  deleted: Type.Boolean(),
  deleted_at: Type.Null(),
});
const CREATED = Type.Object({
  ...SUMMARY.properties,
  user_id: Type.String(),
  private_key: Type.Optional(Type.String({ description: 'Of a key that was made here; it is not kept' })),
});
const ONE_CREATED = Type.Object({ keypair: CREATED });
const NEW_KEY_PAIR = Type.Object({
  name: Type.String(),
  public_key: Type.Optional(Type.String({ description: 'As OpenSSH writes it; left out, a key is made' })),
  type: Type.Optional(Type.Literal('ssh')),
  user_id: USER,
});

/** What people sign in to guests with. https://docs.openstack.org/api-ref/compute/#keypairs-keypairs */
export function keyPairRoutes(scope: HttpServer, { keyPairs }: ComputeApi): void {
  scope.get(
    '/os-keypairs',
    {
      schema: {
        tags,
        summary: 'List key pairs of the user',
        querystring: page,
        response: {
          200: Type.Object({ keypairs: Type.Array(Type.Object({ keypair: SUMMARY })) }),
          ...REFUSALS,
        },
      },
    },
    async (request) => {
      const found = await keyPairs.keyPairList(callerOf(request), userIn(request));
      return { keypairs: pageOf(request, found).map((keyPair) => ({ keypair: summaryOf(request, keyPair) })) };
    },
  );

  scope.post(
    '/os-keypairs',
    {
      schema: {
        tags,
        summary: 'Create a key pair, or bring the public half of one; 201 from 2.2 on',
        body: Type.Object({ keypair: NEW_KEY_PAIR }),
        response: { 200: ONE_CREATED, 201: ONE_CREATED, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const body = member(jsonObject(request), 'keypair');
      const minor = minorOf(request);
      if (minor >= MINORS.keyPairType && ![undefined, 'ssh'].includes(optionalText(body, 'type') ?? undefined)) {
        throw new IngotError('invalid', 'Key pairs are of the type ssh here.');
      }
      const { public_key: publicKey } = body;
      if (publicKey !== undefined && publicKey !== null && typeof publicKey !== 'string') {
        throw new IngotError('invalid', 'public_key has to be text.');
      }
      const user = minor >= MINORS.keyPairUser ? userNamed(optionalText(body, 'user_id')) : undefined;
      const { keyPair, privateKey } = await keyPairs.keyPairCreate(callerOf(request), {
        name: requiredText(body, 'name'),
        ...(typeof publicKey === 'string' && { publicKey }),
        ...(user !== undefined && { user }),
      });
      const keypair = {
        ...summaryOf(request, keyPair),
        user_id: keyPair.userId,
        ...(privateKey !== null && { private_key: privateKey }),
      };
      return await reply.code(minor >= MINORS.keyPairType ? 201 : 200).send({ keypair });
    },
  );

  scope.get(
    '/os-keypairs/:keypair_name',
    {
      schema: {
        tags,
        summary: 'Show a key pair of the user',
        params: PARAMS,
        querystring,
        response: { 200: Type.Object({ keypair: SHOWN }), ...REFUSALS },
      },
    },
    async (request) => {
      const { keypair_name: name } = request.params;
      const keyPair = await keyPairs.keyPairGet(callerOf(request), name, userIn(request));
      return {
        keypair: {
          ...summaryOf(request, keyPair),
          user_id: keyPair.userId,
          created_at: wireTime(keyPair.createdAt),
          updated_at: null,
          deleted: false,
          deleted_at: null,
        },
      };
    },
  );

  scope.delete(
    '/os-keypairs/:keypair_name',
    {
      schema: {
        tags,
        summary: 'Delete a key pair of the user; 204 from 2.2 on. Servers keep what they have',
        params: PARAMS,
        querystring,
        response: { 202: noBody('It is gone'), 204: noBody('It is gone'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      await keyPairs.keyPairDelete(callerOf(request), request.params.keypair_name, userIn(request));
      return await reply.code(minorOf(request) >= MINORS.keyPairType ? 204 : 202).send();
    },
  );
}

function summaryOf(request: FastifyRequest, { name, publicKey, fingerprint }: KeyPair): Static<typeof SUMMARY> {
  const type = minorOf(request) >= MINORS.keyPairType ? { type: 'ssh' } : {};
  return { name, public_key: publicKey, fingerprint, ...type };
}

function userIn(request: FastifyRequest): UserId | undefined {
  return minorOf(request) >= MINORS.keyPairUser ? userNamed(queryOf(request).get('user_id')) : undefined;
}

/** @throws IngotError `invalid` when it is no id of a user. */
function userNamed(id: string | null | undefined): UserId | undefined {
  if (id === null || id === undefined) return undefined;
  const user = parseUserId(id);
  if (user === null) throw new IngotError('invalid', `${id} is not the id of a user.`);
  return user;
}

/** All of them, unless a page is asked for. @throws IngotError `invalid`. */
function pageOf(request: FastifyRequest, all: readonly KeyPair[]): readonly KeyPair[] {
  if (minorOf(request) < MINORS.keyPairPages) return all;
  const [limit, marker] = [queryOf(request).get('limit'), queryOf(request).get('marker')];
  if (limit !== null && !/^\d{1,9}$/.test(limit)) {
    throw new IngotError('invalid', `limit is "${limit}", but has to be a whole number, not below 0.`);
  }
  const last = marker === null ? -1 : all.findIndex(({ name }) => name === marker);
  if (marker !== null && last === -1) throw new IngotError('invalid', `marker [${marker}] not found`);
  return all.slice(last + 1, limit === null ? undefined : last + 1 + Number(limit));
}
