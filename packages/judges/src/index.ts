export { startCeph, type Ceph } from './ceph/ceph.ts';
