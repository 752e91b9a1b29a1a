import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { IngotError } from '../../../../../kernel/errors.ts';
import type { Images } from '../../../../../images/index.ts';
import { createMetadefs, loadBuiltInDefinitions } from '../../../../../metadefs/index.ts';
import { ADMIN, FOREIGNER, MEMBER } from '../../../../../metadefs/testing/callers.ts';
import { temporaryMetadefStore } from '../../../../../metadefs/testing/temporary-metadefs.ts';
import { createHttpServer } from '../../../../http-server.ts';
import { imageV2 } from '../../image-v2.ts';
import { metadefRoutes } from '../index.ts';

/** Tokens are the names of roles. */
const CALLERS = new Map([
  ['admin', ADMIN],
  ['member', MEMBER],
  ['foreigner', FOREIGNER],
]);

export interface MetadefServer {
  /** Without a trailing slash. */
  readonly address: string;
  close(): Promise<void>;
}

/** The Image API with a metadata catalog and no images, on a free port of the loopback address. */
export async function startMetadefServer(options: { readonly builtIn: boolean }): Promise<MetadefServer> {
  const { store, close } = await temporaryMetadefStore();
  const parts = { store, clock: { now: () => Date.now() } };
  if (options.builtIn) await loadBuiltInDefinitions(parts);
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 5000 });
  const api = imageV2({
    // None of its routes is called.
    images: {} as Images,
    authenticator: {
      authenticate: async (token, requestId) => {
        const caller = CALLERS.get(token);
        if (!caller) throw new IngotError('unauthenticated', 'The token is not known.');
        return { ...caller, requestId };
      },
    },
    publicUrl: 'auto',
    version: '0.0.0',
    resources: [metadefRoutes({ metadefs: createMetadefs(parts) })],
  });
  await http.register(api);
  await http.register(api, { prefix: '/image' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  return {
    address: `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`,
    close: async () => {
      await http.close();
      await close();
    },
  };
}
