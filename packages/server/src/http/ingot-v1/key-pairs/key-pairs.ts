import { Type, type Static } from 'typebox';
import type { KeyPair, KeyPairs } from '../../../key-pairs/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';

const KEY_PAIR = Type.Object({
  name: Type.String({ description: 'Unlike the others of the user' }),
  publicKey: Type.String({ description: 'A line of OpenSSH’s authorized_keys' }),
  fingerprint: Type.String({ description: 'MD5 of the key' }),
  createdAt: Type.String({ format: 'date-time' }),
});
const CREATED = Type.Object({
  ...KEY_PAIR.properties,
  privateKey: Type.Union([Type.String(), Type.Null()], {
    description: 'In PEM, of a key that was made here: it is not kept, and cannot be had again',
  }),
});
const NEW_KEY_PAIR = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 255 }),
    publicKey: Type.Optional(Type.String({ description: 'As OpenSSH writes it into *.pub; left out, a key is made' })),
  },
  { additionalProperties: false },
);
const PARAMS = Type.Object({ name: Type.String() });

const tags = ['machines'];
const refusals = { '4xx': ERROR };

/** What the caller signs in to guests with. A resource of Ingot's own API. */
export function keyPairRoutes(keyPairs: KeyPairs): (scope: HttpServer) => void {
  return (scope) => {
    scope.get(
      '/key-pairs',
      {
        schema: {
          tags,
          summary: 'List the key pairs of the caller, all of them',
          response: { 200: Type.Object({ keyPairs: Type.Array(KEY_PAIR) }), ...refusals },
        },
      },
      async (request) => ({ keyPairs: (await keyPairs.keyPairList(callerOf(request))).map(renderKeyPair) }),
    );

    scope.post(
      '/key-pairs',
      {
        schema: {
          tags,
          summary: 'Create a key pair of the caller, or bring the public half of one',
          body: NEW_KEY_PAIR,
          response: { 201: CREATED, ...refusals },
        },
      },
      async (request, reply) => {
        const { keyPair, privateKey } = await keyPairs.keyPairCreate(callerOf(request), request.body);
        return await reply.code(201).send({ ...renderKeyPair(keyPair), privateKey });
      },
    );

    scope.get(
      '/key-pairs/:name',
      {
        schema: {
          tags,
          summary: 'Show a key pair of the caller',
          params: PARAMS,
          response: { 200: KEY_PAIR, ...refusals },
        },
      },
      async (request) => renderKeyPair(await keyPairs.keyPairGet(callerOf(request), request.params.name)),
    );

    scope.delete(
      '/key-pairs/:name',
      {
        schema: {
          tags,
          summary: 'Delete a key pair of the caller; machines keep what they have',
          params: PARAMS,
          response: { 204: Type.Unsafe<undefined>({ type: 'null', description: 'It is gone' }), ...refusals },
        },
      },
      async (request, reply) => {
        await keyPairs.keyPairDelete(callerOf(request), request.params.name);
        return await reply.code(204).send();
      },
    );
  };
}

function renderKeyPair({ name, publicKey, fingerprint, createdAt }: KeyPair): Static<typeof KEY_PAIR> {
  return { name, publicKey, fingerprint, createdAt: new Date(createdAt).toISOString() };
}
