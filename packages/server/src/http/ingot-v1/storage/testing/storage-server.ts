import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { pino } from 'pino';
import { IngotError } from '../../../../kernel/errors.ts';
import { callerWith, openStorageWorld, type StorageWorld } from '../../../../storage/testing/storage-world.ts';
import { requireCaller } from '../../../authentication.ts';
import { createHttpServer } from '../../../http-server.ts';
import { answerErrors } from '../../errors.ts';
import { storageRoutes } from '../index.ts';

type Ask = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;

/** The routes over a real store, asked by an administrator. */
export async function serve(context: TestContext): Promise<{ world: StorageWorld; ask: Ask }> {
  const world = await openStorageWorld(context);
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2000 });
  context.after(() => http.close());
  const admin = callerWith('admin');
  const authenticate = async (token: string) => {
    if (token !== 'admin') throw new IngotError('unauthenticated', 'The token does not hold.');
    return admin;
  };
  await http.register(async (scope) => {
    answerErrors(scope);
    scope.addHook('onRequest', requireCaller({ authenticate }));
    storageRoutes(world.storage)(scope);
  });
  await http.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  const ask: Ask = async (method, path, body) => {
    const headers = { 'x-auth-token': 'admin', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return { world, ask };
}
