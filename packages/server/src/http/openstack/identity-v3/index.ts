export { identityV3, type IdentityV3Options } from './identity-v3.ts';
