import type { MatrixRow, Preparation } from './matrix-row.ts';

const ALL = '401 401 200 200 200 200 200 200';
/** Only its owner knows that it is there, whatever others may do in his project; administrators have to name him. */
const OWNED = '401 401 404 200 404 404 404 404';
const PUBLIC_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';

/** Key pairs, which are of users. */
export const KEY_PAIR_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /compute/v2.1/os-keypairs': { row: ALL },
  'POST /compute/v2.1/os-keypairs': {
    row: ALL,
    prepare: async (world) => ({ name: world.unique() }),
    json: { keypair: { name: '${name}', public_key: PUBLIC_KEY } },
  },
  'GET /compute/v2.1/os-keypairs/:keypair_name': { row: OWNED, prepare: keyPair },
  'DELETE /compute/v2.1/os-keypairs/:keypair_name': { row: '401 401 404 202 404 404 404 404', prepare: keyPair },
  'GET /api/v1/key-pairs': { row: ALL },
  'POST /api/v1/key-pairs': {
    row: '401 401 201 201 201 201 201 201',
    prepare: async (world) => ({ name: world.unique() }),
    json: { name: '${name}', publicKey: PUBLIC_KEY },
  },
  'GET /api/v1/key-pairs/:name': { row: OWNED, prepare: keyPair },
  'DELETE /api/v1/key-pairs/:name': { row: '401 401 404 204 404 404 404 404', prepare: keyPair },
};

async function keyPair(world: Preparation): Promise<{ name: string; keypair_name: string }> {
  const name = world.unique();
  await world.asMember('POST', '/compute/v2.1/os-keypairs', { keypair: { name, public_key: PUBLIC_KEY } });
  return { name, keypair_name: name };
}
