export { startCeph, type Ceph } from './ceph/ceph.ts';
export { startPostgres, type Postgres } from './postgres/postgres.ts';
export { postgresAt, type PostgresServer } from './postgres/postgres-server.ts';
export { startNetwork, type Mischief, type Network } from './network.ts';
export { startKeystone, type Keystone } from './keystone/keystone.ts';
export { freePort } from './free-port.ts';
export { selfSigned, type SelfSigned } from './self-signed.ts';
