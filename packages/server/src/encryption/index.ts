export { encryptCopies, encryptPacks, loadSealing } from './encrypt-packs.ts';
export { oldSeals } from './old-seals.ts';
