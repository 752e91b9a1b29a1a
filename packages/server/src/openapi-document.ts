import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { loadConfig } from './config/index.ts';
import { openDataDirectory } from './data-directory/index.ts';

/** Where the document is kept, so that a change of the API is seen in the change of a file. */
export const OPENAPI_FILE = path.resolve(import.meta.dirname, '../../../openapi/ingot.json');

/** The OpenAPI document of the routes as they are, from a service that listens nowhere. JSON with a final newline. */
export async function openapiDocument(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-openapi-'));
  const loaded = loadConfig({ args: ['--data', directory], environment: {} });
  if (loaded.help) throw new Error('help was not asked for');
  const app = await createApp({
    config: loaded.config,
    directory: await openDataDirectory(directory),
    logger: pino({ level: 'silent' }),
    version: '0.1.0',
  });
  try {
    await app.http.ready();
    return `${JSON.stringify(app.http.swagger(), null, 2)}\n`;
  } finally {
    await app.stop();
    await rm(directory, { recursive: true });
  }
}
