export { encryptPacks } from './encrypt-packs.ts';
