export { identityV3 } from './identity-v3.ts';
