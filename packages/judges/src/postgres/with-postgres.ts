import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startPostgres } from './postgres.ts';

/**
 * Runs a command, usually tests, that finds a PostgreSQL of its own at `INGOT_TEST_POSTGRES`:
 *
 *     node packages/judges/src/postgres/with-postgres.ts COMMAND [ARGUMENT]...
 */
const [program = 'true', ...args] = process.argv.slice(2);
const server = await startPostgres();
try {
  const environment = { ...process.env, INGOT_TEST_POSTGRES: server.url };
  const [status] = await once(spawn(program, args, { stdio: 'inherit', env: environment }), 'exit');
  process.exitCode = Number(status ?? 1);
} finally {
  await server.stop();
}
