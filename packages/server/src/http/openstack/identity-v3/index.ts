export { identityV3 } from './identity-v3.ts';
export { identityElsewhere } from './identity-elsewhere.ts';
